package shop.board;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/** The fields of a request. Every problem is a {@link RefusedException} that names the field. */
record Fields(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
    private static final int MOST_CHARACTERS = 80;
    private static final int MOST_CENTS = 10_000_000;

    static Fields parse(String body) {
        try {
            var json = JSON.readTree(body);
            if (json.isObject()) {
                return new Fields(json);
            }
        } catch (JacksonException e) {
            // Answered below.
        }
        throw new RefusedException(400, "body: must be a JSON object");
    }

    /** Returns an id from the page, which is a UUID. */
    String id(String name) {
        var value = json.path(name).asText();
        if (!ID.matcher(value).matches()) {
            throw bad(name, "a UUID in lower case");
        }
        return value;
    }

    String text(String name) {
        var value = json.path(name).asText().strip();
        if (value.isEmpty() || value.length() > MOST_CHARACTERS) {
            throw bad(name, "a string of 1 to " + MOST_CHARACTERS + " characters");
        }
        return value;
    }

    int cents(String name) {
        var value = json.path(name);
        if (!value.isInt() || value.intValue() < 0 || value.intValue() > MOST_CENTS) {
            throw bad(name, "a whole number from 0 to " + MOST_CENTS);
        }
        return value.intValue();
    }

    boolean flag(String name) {
        return json.path(name).asBoolean();
    }

    Status status(String name) {
        return Status.of(name, json.path(name).asText());
    }

    private RefusedException bad(String name, String allowed) {
        return new RefusedException(
                400, "%s: found %s, must be %s".formatted(name, json.path(name), allowed));
    }
}
