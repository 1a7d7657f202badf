package dev.tablecast.local.stepfunctions.failure;

/** A state failed. Its Retry and Catch may handle the failure. */
public sealed class FailureException extends RuntimeException permits QueryEvaluationException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public FailureException(Failure failure) {
        super(failure.error() + ": " + failure.cause());
        this.failure = failure;
    }

    public FailureException(String error, String cause) {
        this(new Failure(error, cause));
    }

    public Failure failure() {
        return failure;
    }
}
