package dev.tablecast.local.stepfunctions.execution;

/** An execution reached its maximum duration. It ends as timed out; no Catch handles it. */
public final class DeadlinePassedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeadlinePassedException() {
        super("The execution has timed out", null, false, false);
    }
}
