package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.json.Json;

/**
 * A definite path selects nothing. The field of the path determines the error name that this leads
 * to.
 */
public final class PathNotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;

    PathNotFoundException(String path, String message) {
        super("Invalid path '" + path + "' : " + message, null, false, false);
        this.path = path;
    }

    /** Returns the path in the definition. */
    public String path() {
        return path;
    }

    /**
     * Returns AWS's message for a path in a payload template, or in the error or cause of a Fail
     * state.
     */
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
