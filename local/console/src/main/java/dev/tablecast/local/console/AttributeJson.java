package dev.tablecast.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attributes in DynamoDB JSON: {@code {"zip":{"S":"94103"},"seen":{"N":"7"}}}.
 *
 * <p>Only the structure is checked here. DynamoDB itself validates values, such as the digits of a
 * number or duplicates in a set.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
final class AttributeJson {
    private static final String TYPES = "S, N, B, BOOL, NULL, M, L, SS, NS, BS";

    private AttributeJson() {}

    /**
     * Reads attributes.
     *
     * @param where name of the attributes in messages, such as {@code Item}
     * @throws ApiException if a value isn't DynamoDB JSON; the message names it
     */
    static Map<String, AttributeValue> read(String where, JsonNode json) {
        check(json.isObject(), where, json, "an object of attributes");
        var attributes = new LinkedHashMap<String, AttributeValue>();
        json.properties()
                .forEach(
                        field ->
                                attributes.put(
                                        field.getKey(),
                                        value(where + "." + field.getKey(), field.getValue())));
        return attributes;
    }

    static ObjectNode write(Map<String, AttributeValue> attributes) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        attributes.forEach((name, value) -> json.set(name, write(value)));
        return json;
    }

    private static AttributeValue value(String where, JsonNode json) {
        check(json.isObject() && json.size() == 1, where, json, "an object with one of " + TYPES);
        Map.Entry<String, JsonNode> field = json.properties().iterator().next();
        String at = where + "." + field.getKey();
        JsonNode value = field.getValue();
        return switch (field.getKey()) {
            case "S" -> AttributeValue.fromS(text(at, value));
            case "N" -> AttributeValue.fromN(number(at, value));
            case "B" -> AttributeValue.fromB(bytes(at, value));
            case "BOOL" -> {
                check(value.isBoolean(), at, value, "true or false");
                yield AttributeValue.fromBool(value.booleanValue());
            }
            case "NULL" -> {
                check(value.isBoolean() && value.booleanValue(), at, value, "true");
                yield AttributeValue.fromNul(true);
            }
            case "M" -> AttributeValue.fromM(read(at, value));
            case "L" -> AttributeValue.fromL(list(at, value, AttributeJson::value));
            case "SS" -> AttributeValue.fromSs(list(at, value, AttributeJson::text));
            case "NS" -> AttributeValue.fromNs(list(at, value, AttributeJson::number));
            case "BS" -> AttributeValue.fromBs(list(at, value, AttributeJson::bytes));
            default ->
                    throw ApiException.invalid(
                            "%s: found type \"%s\", may be one of %s"
                                    .formatted(where, field.getKey(), TYPES));
        };
    }

    private static String text(String where, JsonNode json) {
        check(json.isTextual(), where, json, "a string");
        return json.textValue();
    }

    private static String number(String where, JsonNode json) {
        check(json.isTextual(), where, json, "a number in a string, such as \"7\"");
        return json.textValue();
    }

    private static SdkBytes bytes(String where, JsonNode json) {
        check(json.isTextual(), where, json, "base64");
        try {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(json.textValue()));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(
                    "%s: found %s, may be base64".formatted(where, excerpt(json)));
        }
    }

    private static <T> List<T> list(
            String where, JsonNode json, BiFunction<String, JsonNode, T> element) {
        check(json.isArray(), where, json, "an array");
        var list = new ArrayList<T>();
        for (JsonNode value : json) {
            list.add(element.apply(where + "[" + list.size() + "]", value));
        }
        return list;
    }

    private static void check(boolean valid, String where, JsonNode json, String allowed) {
        if (!valid) {
            throw ApiException.invalid(
                    "%s: found %s, may be %s".formatted(where, excerpt(json), allowed));
        }
    }

    private static String excerpt(JsonNode json) {
        String text = json.isMissingNode() ? "nothing" : json.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static ObjectNode write(AttributeValue value) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case B -> json.put("B", base64(value.b()));
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case M -> json.set("M", write(value.m()));
            case L -> {
                ArrayNode list = json.putArray("L");
                value.l().forEach(element -> list.add(write(element)));
            }
            case SS -> value.ss().forEach(json.putArray("SS")::add);
            case NS -> value.ns().forEach(json.putArray("NS")::add);
            case BS -> {
                ArrayNode list = json.putArray("BS");
                value.bs().forEach(bytes -> list.add(base64(bytes)));
            }
            case UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalArgumentException("an attribute of an unknown type");
        }
        return json;
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }
}
