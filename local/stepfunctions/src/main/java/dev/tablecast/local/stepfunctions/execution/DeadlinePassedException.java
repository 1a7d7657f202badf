package dev.tablecast.local.stepfunctions.execution;

/** The execution has taken as long as it may. Ends it; no Catch sees it. */
public final class DeadlinePassedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeadlinePassedException() {
        super("The execution has taken as long as it may", null, false, false);
    }
}
