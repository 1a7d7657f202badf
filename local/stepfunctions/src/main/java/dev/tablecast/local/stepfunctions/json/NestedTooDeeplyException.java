package dev.tablecast.local.stepfunctions.json;

/** The tree has more levels than JSON text may have here. */
public final class NestedTooDeeplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NestedTooDeeplyException(Throwable cause) {
        super("The JSON is nested more deeply than 1,000 levels.", cause);
    }
}
