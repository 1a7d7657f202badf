package dev.tablecast.local.stepfunctions.asl;

import java.time.Duration;

/**
 * The type of a state machine.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html">Choosing
 *     workflow type</a>
 */
public enum WorkflowType {
    STANDARD(Duration.ofDays(365)),
    EXPRESS(Duration.ofMinutes(5));

    private final Duration longest;

    WorkflowType(Duration longest) {
        this.longest = longest;
    }

    /**
     * Returns the maximum duration of an execution, which a definition can shorten but not extend.
     */
    public Duration longest() {
        return longest;
    }
}
