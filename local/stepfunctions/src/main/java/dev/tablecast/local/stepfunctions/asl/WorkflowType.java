package dev.tablecast.local.stepfunctions.asl;

import java.time.Duration;

/**
 * @see <a href=
 *     "https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html">Choosing
 *     workflow type</a>
 */
public enum WorkflowType {
    STANDARD(Duration.ofDays(365)),
    EXPRESS(Duration.ofMinutes(5));

    private final Duration longest;

    WorkflowType(Duration longest) {
        this.longest = longest;
    }

    /** The longest that an execution may take, whatever its definition says. */
    public Duration longest() {
        return longest;
    }
}
