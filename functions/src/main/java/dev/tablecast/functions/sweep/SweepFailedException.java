package dev.tablecast.functions.sweep;

/** Thrown when the workflow failed that should close what has ended; the next sweep tries again. */
public final class SweepFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SweepFailedException(String execution, String error) {
        super("execution " + execution + " ended with " + error);
    }
}
