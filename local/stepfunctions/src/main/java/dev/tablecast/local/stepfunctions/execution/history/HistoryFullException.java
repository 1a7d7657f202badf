package dev.tablecast.local.stepfunctions.execution.history;

/**
 * A STANDARD execution reached the maximum number of events. It ends as failed; no Catch handles
 * it.
 */
public final class HistoryFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryFullException() {
        super(
                "The execution reached the maximum number of history events ("
                        + History.MOST_EVENTS
                        + ").",
                null,
                false,
                false);
    }
}
