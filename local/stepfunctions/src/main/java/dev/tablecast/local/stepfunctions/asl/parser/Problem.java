package dev.tablecast.local.stepfunctions.asl.parser;

/**
 * A mistake in a definition.
 *
 * @param location where, as {@code /States/Pay/Next}
 * @param message what was found there and what is allowed
 */
public record Problem(Code code, String location, String message) {
    public Problem {
        location = location.isEmpty() ? "/" : location;
    }

    /** As Step Functions calls them. */
    public enum Code {
        INVALID_JSON_DESCRIPTION,
        SCHEMA_VALIDATION_FAILED,
        MISSING_TRANSITION_TARGET,
        MISSING_END_STATE,
        DUPLICATE_STATE_NAME,
        INVALID_JSONATA_EXPRESSION,
        UNSUPPORTED_JSONATA_EXPRESSION
    }

    @Override
    public String toString() {
        return code + ": " + message + " at " + location;
    }
}
