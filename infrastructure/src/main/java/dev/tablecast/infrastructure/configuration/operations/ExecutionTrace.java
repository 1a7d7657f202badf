package dev.tablecast.infrastructure.configuration.operations;

/**
 * The detail of the workflow's log, which is all that the Step Functions console can show: an
 * Express workflow has no other history.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html">Using CloudWatch
 *     Logs to log execution history in Step Functions</a>
 */
public enum ExecutionTrace {
    /** Every event, with what went in and out of every state. */
    FULL("ALL", true),

    /** Every event, without any data. */
    EVENTS("ALL", false),

    /** Errors, without any data. */
    ERRORS("ERROR", false);

    private final String logLevel;
    private final boolean data;

    ExecutionTrace(String logLevel, boolean data) {
        this.logLevel = logLevel;
        this.data = data;
    }

    /** Returns the log level as Step Functions names it. */
    public String logLevel() {
        return logLevel;
    }

    public boolean includesData() {
        return data;
    }
}
