package dev.tablecast.infrastructure.filter;

import static dev.tablecast.infrastructure.filter.EventPattern.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The shape of a DynamoDB stream record, against which a pattern is held: where it has an object,
 * and of which kind its values are.
 *
 * @param flaws receives what no record can match
 * @param key the type of each attribute of the table's key; empty if it isn't known
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
record RecordShape(List<Flaw> flaws, Map<String, String> key) {
    private static final Map<String, Value> ATTRIBUTES =
            Map.of(
                    "S", Value.TEXT,
                    "N", Value.NUMBER_AS_TEXT,
                    "B", Value.BASE64,
                    "BOOL", Value.BOOL,
                    "NULL", Value.TRUE,
                    "SS", Value.TEXT,
                    "NS", Value.NUMBER_AS_TEXT,
                    "BS", Value.BASE64);

    private static final String TYPES = "S, N, B, BOOL, NULL, M, L, SS, NS or BS";
    private static final String EXAMPLE =
            "an attribute is {\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[\"8000\"]}}}}";

    void check(JsonNode pattern) {
        var fields = new LinkedHashMap<String, BiConsumer<String, JsonNode>>();
        fields.put("dynamodb", this::data);
        fields.put("eventName", leaf(Value.of("INSERT", "MODIFY", "REMOVE")));
        fields.put("userIdentity", this::userIdentity);
        fields.put("eventID", leaf(Value.TEXT));
        fields.put("eventVersion", leaf(Value.TEXT));
        fields.put("eventSource", leaf(Value.of("aws:dynamodb")));
        fields.put("eventSourceARN", leaf(Value.TEXT));
        fields.put("awsRegion", leaf(Value.TEXT));
        fields("", pattern, fields, "; " + EXAMPLE);
    }

    private void data(String path, JsonNode node) {
        var fields = new LinkedHashMap<String, BiConsumer<String, JsonNode>>();
        fields.put("Keys", this::keys);
        fields.put("NewImage", this::item);
        fields.put("OldImage", this::item);
        fields.put("ApproximateCreationDateTime", leaf(Value.NUMBER));
        fields.put("SequenceNumber", leaf(Value.TEXT));
        fields.put("SizeBytes", leaf(Value.NUMBER));
        fields.put(
                "StreamViewType",
                leaf(Value.of("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES")));
        fields(path, node, fields, "; " + EXAMPLE);
    }

    private void userIdentity(String path, JsonNode node) {
        var fields = new LinkedHashMap<String, BiConsumer<String, JsonNode>>();
        fields.put("principalId", leaf(Value.TEXT));
        fields.put("type", leaf(Value.TEXT));
        fields(path, node, fields, "");
    }

    private void fields(
            String path,
            JsonNode node,
            Map<String, BiConsumer<String, JsonNode>> fields,
            String hint) {
        eachField(
                path,
                node,
                "conditions on its fields, " + String.join(", ", fields.keySet()) + hint,
                (name, field, value) -> {
                    if (fields.containsKey(name)) {
                        fields.get(name).accept(field, value);
                    } else {
                        flaw(
                                field,
                                value,
                                "a field of a stream record in its place, "
                                        + String.join(", ", fields.keySet())
                                        + hint);
                    }
                });
    }

    private void keys(String path, JsonNode node) {
        attributes(path, node, true);
    }

    private void item(String path, JsonNode node) {
        attributes(path, node, false);
    }

    private void attributes(String path, JsonNode node, boolean onlyKeys) {
        eachField(
                path,
                node,
                "conditions on attributes, such as {\"zip\":{\"N\":[\"8000\"]}}; exists looks at"
                        + " values alone",
                (name, field, value) -> {
                    if (onlyKeys && !key.isEmpty() && !key.containsKey(name)) {
                        flaw(
                                field,
                                value,
                                "an attribute of the table's key in its place, "
                                        + String.join(", ", key.keySet()));
                    } else {
                        attribute(field, value, key.getOrDefault(name, ""));
                    }
                });
    }

    /** Checks the attributes of a map, which may have the names of the table's key. */
    private void map(String path, JsonNode node) {
        new RecordShape(flaws, Map.of()).item(path, node);
    }

    /** Checks an attribute's value, or the values of a list, whose type comes before them. */
    private void attribute(String path, JsonNode node, String typeOfKey) {
        eachField(
                path,
                node,
                "the attribute's type before the list: " + typed(node),
                (type, field, value) -> {
                    if (!typeOfKey.isEmpty() && !type.equals(typeOfKey)) {
                        flaw(
                                field,
                                value,
                                "the type of the table's key in its place, " + typeOfKey);
                    } else if (type.equals("M")) {
                        map(field, value);
                    } else if (type.equals("L")) {
                        attribute(field, value, "");
                    } else if (ATTRIBUTES.containsKey(type)) {
                        leaf(ATTRIBUTES.get(type)).accept(field, value);
                    } else {
                        flaw(
                                field,
                                value,
                                "an attribute's type in its place, %s; a field of a map is"
                                                .formatted(TYPES)
                                        + " {\"M\":{\"%s\":…}}".formatted(type));
                    }
                });
    }

    /** Returns how a list of conditions reads with the type that its values have. */
    private static String typed(JsonNode list) {
        JsonNode first = list.path(0);
        if (first.isNumber() || EventPattern.operator(first).equals("numeric")) {
            return "{\"N\":[\"8000\"]}, a number as text";
        }
        if (first.isBoolean()) {
            return "{\"BOOL\":" + list + "}";
        }
        return first.isNull()
                ? "{\"NULL\":[true]}"
                : "{\"S\":%s}, or another of %s".formatted(list, TYPES);
    }

    private BiConsumer<String, JsonNode> leaf(Value kind) {
        return (path, node) -> {
            if (node.isObject()) {
                flaw(path, node, "a list of what it may be: [" + kind.example() + "]");
            } else if (node.isArray()) {
                node.forEach(
                        condition ->
                                kind.flaw(condition)
                                        .ifPresent(allowed -> flaw(path, condition, allowed)));
            }
        };
    }

    private void eachField(String path, JsonNode node, String inPlaceOfAList, Step step) {
        if (node.isArray()) {
            flaw(path, node, inPlaceOfAList);
        }
        for (var entry : node.properties()) {
            String field = step(path, entry.getKey());
            if (!EventPattern.isOr(entry.getKey())) {
                step.check(entry.getKey(), field, entry.getValue());
                continue;
            }
            for (int i = 0; i < entry.getValue().size(); i++) {
                if (entry.getValue().path(i).isObject()) {
                    eachField(field + "[" + i + "]", entry.getValue().get(i), "", step);
                }
            }
        }
    }

    private void flaw(String path, JsonNode found, String allowed) {
        flaws.add(Flaw.of(path, found, allowed));
    }

    /** Checks one field of an object. */
    private interface Step {
        void check(String name, String path, JsonNode value);
    }
}
