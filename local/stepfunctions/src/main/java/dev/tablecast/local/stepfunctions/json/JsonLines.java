package dev.tablecast.local.stepfunctions.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The line numbers of the fields in JSON text, for error messages. */
public final class JsonLines {
    private final Map<String, Integer> lines = new HashMap<>();

    private JsonLines() {}

    /**
     * Finds the lines of all fields.
     *
     * @param text JSON; in malformed text, only the fields before the error are found
     */
    public static JsonLines of(String text) {
        var found = new JsonLines();
        try (var parser = Json.mapper().createParser(text)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    found.lines.put(
                            path(parser.getParsingContext().pathAsPointer()),
                            parser.currentTokenLocation().getLineNr());
                }
            }
        } catch (IOException e) {
            return found;
        }
        return found;
    }

    /** Returns the names joined by slashes, without escapes. */
    private static String path(JsonPointer pointer) {
        var path = new StringBuilder();
        for (var at = pointer; !at.matches(); at = at.tail()) {
            path.append('/').append(at.getMatchingProperty());
        }
        return path.toString();
    }

    /**
     * Returns the line of a field.
     *
     * @param path such as {@code /MockedResponses/Busy/0}
     * @return the line of the field, or of the nearest field that contains it; 1 if there is none
     */
    public int line(String path) {
        for (var at = path; !at.isEmpty(); at = at.substring(0, Math.max(at.lastIndexOf('/'), 0))) {
            var line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return 1;
    }
}
