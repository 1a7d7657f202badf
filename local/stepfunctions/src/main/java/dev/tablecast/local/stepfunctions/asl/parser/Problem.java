package dev.tablecast.local.stepfunctions.asl.parser;

/**
 * A problem of a definition.
 *
 * @param location a path such as {@code /States/Pay/Next}
 * @param message the invalid value and the valid ones
 */
public record Problem(Code code, String location, String message) {
    public Problem {
        location = location.isEmpty() ? "/" : location;
    }

    /**
     * The problem codes of the ValidateStateMachineDefinition action.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html">ValidateStateMachineDefinitionDiagnostic</a>
     */
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
