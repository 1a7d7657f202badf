package dev.tablecast.local.stepfunctions.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/**
 * Text is not exactly one JSON value. The message has the position of the error but none of the
 * text.
 */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static MalformedJsonException at(JsonProcessingException e) {
        var location = e.getLocation();
        var where =
                location == null
                        ? ""
                        : "line "
                                + location.getLineNr()
                                + ", column "
                                + location.getColumnNr()
                                + ": ";
        return new MalformedJsonException(where + e.getOriginalMessage(), e);
    }
}
