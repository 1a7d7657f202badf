package dev.tablecast.infrastructure.configuration.operations;

/**
 * What the workflow's log says of an execution, and so what the Step Functions console can show of
 * it: an Express workflow has no other history.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html">Using CloudWatch
 *     Logs to log execution history in Step Functions</a>
 */
public enum ExecutionTrace {
    /** Every event, with what went in and out of every state. */
    FULL("ALL", true),

    /** Every event, without any data. */
    EVENTS("ALL", false),

    /** What went wrong, without any data. */
    ERRORS("ERROR", false);

    private final String logLevel;
    private final boolean data;

    ExecutionTrace(String logLevel, boolean data) {
        this.logLevel = logLevel;
        this.data = data;
    }

    /** In the words of Step Functions. */
    public String logLevel() {
        return logLevel;
    }

    public boolean includesData() {
        return data;
    }
}
