package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.json.Json;

/** A definite path selects nothing. Which error that is depends on the field it stands in. */
public final class PathNotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;

    PathNotFoundException(String path, String message) {
        super("Invalid path '" + path + "' : " + message, null, false, false);
        this.path = path;
    }

    /** The path as the definition has it. */
    public String path() {
        return path;
    }

    /** What AWS says of a path in a payload template or a Fail state's reasons. */
    public String notFound(String field, JsonNode data) {
        return "The JSONPath '"
                + path
                + "' specified for the field '"
                + field
                + "' could not be found in the input '"
                + Json.write(data)
                + "'";
    }
}
