package dev.tablecast.functions.subscribe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a client's message: texts, numbers, booleans, {@link Structure}s, or null for any
 * other value.
 */
record MessageFields(Map<String, @Nullable Object> values) {
    private static final String REQUEST = "request";
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern SUB = Pattern.compile("[A-Za-z0-9_-]{1,8}");
    private static final long GREATEST_REV = 999_999_999L;

    /** An array or an object, as the message has it. */
    record Structure(String json) {}

    /**
     * Reads a message.
     *
     * @throws InvalidRequestException if it is no JSON object
     */
    static MessageFields parse(String body) throws InvalidRequestException {
        var values = new LinkedHashMap<String, @Nullable Object>();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw noObject();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                values.put(name, value(json, body));
            }
        } catch (IOException e) {
            throw noObject();
        }
        return new MessageFields(values);
    }

    private static InvalidRequestException noObject() {
        return new InvalidRequestException("", -1, REQUEST, "the message is no JSON object");
    }

    private static @Nullable Object value(JsonParser json, String body) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT, START_ARRAY -> {
                int start = Math.toIntExact(json.currentTokenLocation().getCharOffset());
                json.skipChildren();
                int end = Math.toIntExact(json.currentLocation().getCharOffset());
                yield new Structure(body.substring(start, end));
            }
            case null, default -> null;
        };
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns the subscription's name. */
    String sub() throws InvalidRequestException {
        return text("sub", SUB, "1 to 8 of A-Z a-z 0-9 - _");
    }

    String text(String name, Pattern form, String allowed) throws InvalidRequestException {
        if (values.get(name) instanceof String text && form.matcher(text).matches()) {
            return text;
        }
        throw problem(REQUEST, name, "takes " + allowed);
    }

    long rev() throws InvalidRequestException {
        long rev = knownRev();
        if (rev < 0) {
            throw problem(REQUEST, "rev", "takes a whole number from 0 to " + GREATEST_REV);
        }
        return rev;
    }

    /** Returns a text; empty if there is none. */
    String optionalText(String name, String what) throws InvalidRequestException {
        if (!has(name)) {
            return "";
        }
        if (values.get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw problem(REQUEST, name, "takes " + what + ", or is left out");
    }

    /** Returns a boolean; false if there is none. */
    boolean flag(String name) throws InvalidRequestException {
        if (!has(name)) {
            return false;
        }
        if (values.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw problem(REQUEST, name, "takes true or false, or is left out");
    }

    /**
     * Returns the JSON of an array or object.
     *
     * @param what the allowed value; the name is also the problem's reason
     */
    String structure(String name, char opening, String what) throws InvalidRequestException {
        if (values.get(name) instanceof Structure(String json) && json.charAt(0) == opening) {
            return json;
        }
        throw problem(name, name, "takes " + what + ", or is left out");
    }

    void requireOnly(Set<String> known) throws InvalidRequestException {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw invalid(
                        REQUEST,
                        "there is no field of this name; known are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    InvalidRequestException problem(String reason, String name, String allowed) {
        return invalid(
                reason,
                name + (has(name) ? " has another form; it " : " is missing; it ") + allowed);
    }

    InvalidRequestException invalid(String reason, String message) {
        String sub =
                values.get("sub") instanceof String text && SUB.matcher(text).matches() ? text : "";
        return new InvalidRequestException(sub, knownRev(), reason, message);
    }

    private long knownRev() {
        return values.get("rev") instanceof Number number
                        && (number instanceof Integer || number instanceof Long)
                        && number.longValue() <= GREATEST_REV
                ? Math.max(-1, number.longValue())
                : -1;
    }
}
