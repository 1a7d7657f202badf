package dev.tablecast.functions.post;

/**
 * Thrown when the {@code @connections} API served nobody of a chunk, and refused posts and closes
 * alike: a permission of this deployment is missing, or its endpoint is wrong. Nobody is closed or
 * given up. The workflow knows this error by the name of this class, and tries the chunk again.
 */
public final class CallsRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CallsRefusedException(int connections) {
        super(
                "the @connections API refused to post to, or close, all of "
                        + connections
                        + " connections; the function's log has the statuses");
    }
}
