package dev.tablecast.local.stepfunctions.json;

/** A tree has too many levels to be written as JSON. */
public final class NestedTooDeeplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NestedTooDeeplyException(Throwable cause) {
        super("The JSON is nested more deeply than 1,000 levels.", cause);
    }
}
