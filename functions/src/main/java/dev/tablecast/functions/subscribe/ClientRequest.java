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
 * A client's message: {@code {"action":"subscribe","sub":"a","rev":1,"after":"…"}} or {@code
 * {"action":"unsubscribe","sub":"a","rev":2}}.
 *
 * <p>A field that isn't known is refused: to ignore one that narrows what the client gets would
 * send it more than it asked for.
 */
sealed interface ClientRequest {
    record Subscribe(SubscribeRequest request) implements ClientRequest {}

    record Unsubscribe(String sub, long rev) implements ClientRequest {}

    /**
     * Reads a message.
     *
     * @throws InvalidRequestException if it isn't one of the two
     */
    static ClientRequest decode(String connectionId, @Nullable String body)
            throws InvalidRequestException {
        var fields = new Fields(Fields.parse(body == null ? "" : body));
        String action = fields.text("action", Pattern.compile("(un)?subscribe"), "subscribe");
        String sub = fields.text("sub", Fields.SUB, "1 to 8 of A-Z a-z 0-9 - _");
        long rev = fields.rev();
        if (action.equals("unsubscribe")) {
            fields.requireOnly(Set.of("action", "sub", "rev"));
            return new Unsubscribe(sub, rev);
        }
        fields.requireOnly(Set.of("action", "sub", "rev", "after"));
        return new Subscribe(new SubscribeRequest(connectionId, sub, rev, fields.after()));
    }

    /** The fields of a message: texts, numbers, or null for any other value. */
    record Fields(Map<String, @Nullable Object> values) {
        private static final JsonFactory JSON = new JsonFactory();
        private static final Pattern SUB = Pattern.compile("[A-Za-z0-9_-]{1,8}");
        private static final long GREATEST_REV = 999_999_999L;

        private static Map<String, @Nullable Object> parse(String body)
                throws InvalidRequestException {
            var values = new LinkedHashMap<String, @Nullable Object>();
            try (JsonParser json = JSON.createParser(body)) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw new InvalidRequestException("", "the message is no JSON object");
                }
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    JsonToken token = json.nextToken();
                    values.put(
                            name,
                            switch (token) {
                                case VALUE_STRING -> json.getText();
                                case VALUE_NUMBER_INT -> json.getNumberValue();
                                default -> null;
                            });
                    json.skipChildren();
                }
            } catch (IOException e) {
                throw new InvalidRequestException("", "the message is no JSON object");
            }
            return values;
        }

        private String sub() {
            return values.get("sub") instanceof String sub && SUB.matcher(sub).matches() ? sub : "";
        }

        private String text(String name, Pattern form, String allowed)
                throws InvalidRequestException {
            if (values.get(name) instanceof String text && form.matcher(text).matches()) {
                return text;
            }
            throw problem(name, "takes " + allowed);
        }

        private long rev() throws InvalidRequestException {
            if (values.get("rev") instanceof Number number
                    && (number instanceof Integer || number instanceof Long)
                    && number.longValue() >= 0
                    && number.longValue() <= GREATEST_REV) {
                return number.longValue();
            }
            throw problem("rev", "takes a whole number from 0 to " + GREATEST_REV);
        }

        private String after() throws InvalidRequestException {
            if (!values.containsKey("after")) {
                return "";
            }
            if (values.get("after") instanceof String after && !after.isEmpty()) {
                return after;
            }
            throw problem("after", "takes a position, or is left out");
        }

        private void requireOnly(Set<String> known) throws InvalidRequestException {
            for (String name : values.keySet()) {
                if (!known.contains(name)) {
                    throw new InvalidRequestException(
                            sub(), "there is no field of this name; known are " + sorted(known));
                }
            }
        }

        private static String sorted(Set<String> names) {
            return String.join(", ", names.stream().sorted().toList());
        }

        private InvalidRequestException problem(String name, String allowed) {
            return new InvalidRequestException(
                    sub(),
                    name
                            + (values.containsKey(name)
                                    ? " has another form; it "
                                    : " is missing; it ")
                            + allowed);
        }
    }
}
