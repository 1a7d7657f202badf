package dev.tablecast.local.stepfunctions.registry;

/** A request was refused, with an error code of the API; it has had no effect. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The error codes, by their names in the API. */
    public enum Code {
        ACTIVITY_DOES_NOT_EXIST("ActivityDoesNotExist"),
        CONFLICT("ConflictException"),
        EXECUTION_ALREADY_EXISTS("ExecutionAlreadyExists"),
        EXECUTION_NOT_REDRIVABLE("ExecutionNotRedrivable"),
        EXECUTION_DOES_NOT_EXIST("ExecutionDoesNotExist"),
        INVALID_ARN("InvalidArn"),
        INVALID_DEFINITION("InvalidDefinition"),
        INVALID_EXECUTION_INPUT("InvalidExecutionInput"),
        INVALID_NAME("InvalidName"),
        INVALID_OUTPUT("InvalidOutput"),
        INVALID_TOKEN("InvalidToken"),
        MISSING_REQUIRED_PARAMETER("MissingRequiredParameter"),
        RESOURCE_NOT_FOUND("ResourceNotFound"),
        SERIALIZATION_EXCEPTION("SerializationException"),
        STATE_MACHINE_ALREADY_EXISTS("StateMachineAlreadyExists"),
        STATE_MACHINE_DOES_NOT_EXIST("StateMachineDoesNotExist"),
        STATE_MACHINE_TYPE_NOT_SUPPORTED("StateMachineTypeNotSupported"),
        TASK_DOES_NOT_EXIST("TaskDoesNotExist"),
        TASK_TIMED_OUT("TaskTimedOut"),
        UNKNOWN_OPERATION("UnknownOperationException"),
        VALIDATION("ValidationException");

        private final String wireName;

        Code(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the name in the API. */
        public String wireName() {
            return wireName;
        }

        /**
         * Returns the name of the exception in the SDK for Java, which is also the error of a Task
         * state that calls Step Functions.
         */
        String exceptionName() {
            return wireName.endsWith("Exception") ? wireName : wireName + "Exception";
        }
    }

    private final Code code;

    public RefusedException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
