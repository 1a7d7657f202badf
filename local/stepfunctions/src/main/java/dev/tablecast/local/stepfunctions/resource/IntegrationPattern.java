package dev.tablecast.local.stepfunctions.resource;

/**
 * The service integration patterns: the event that ends a task.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html">Service
 *     integration patterns</a>
 */
public enum IntegrationPattern {
    /** The task ends with the service's response. */
    REQUEST_RESPONSE(""),

    /** The task ends with the job that the call starts. */
    SYNC(".sync"),

    /** The same as {@link #SYNC}, but an output that contains JSON is parsed. */
    SYNC_2(".sync:2"),

    /** The task ends with a call of SendTaskSuccess or SendTaskFailure. */
    WAIT_FOR_TASK_TOKEN(".waitForTaskToken");

    private final String suffix;

    IntegrationPattern(String suffix) {
        this.suffix = suffix;
    }

    /** Returns the suffix of the resource; empty for {@link #REQUEST_RESPONSE}. */
    public String suffix() {
        return suffix;
    }
}
