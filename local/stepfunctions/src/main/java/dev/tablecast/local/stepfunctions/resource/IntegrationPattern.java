package dev.tablecast.local.stepfunctions.resource;

/**
 * When a task that calls a service is over.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html">Service
 *     integration patterns</a>
 */
public enum IntegrationPattern {
    /** With the service's response. */
    REQUEST_RESPONSE(""),

    /** With the job that the call has started. */
    SYNC(".sync"),

    /** The same; an output that is JSON text is parsed. */
    SYNC_2(".sync:2"),

    /** With a call of SendTaskSuccess or SendTaskFailure. */
    WAIT_FOR_TASK_TOKEN(".waitForTaskToken");

    private final String suffix;

    IntegrationPattern(String suffix) {
        this.suffix = suffix;
    }

    /** The end of the resource's name; empty for request and response. */
    public String suffix() {
        return suffix;
    }
}
