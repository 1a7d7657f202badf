package dev.tablecast.functions.message;

/**
 * A text frame, at most {@link #MAX_BYTES} large.
 *
 * @param first the number of the first change in it; of the last that it covers if it has none
 */
public record Frame(long first, String text) {
    /**
     * One frame, and one metered message, of API Gateway.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">API
     *     Gateway quotas for WebSocket APIs</a>
     */
    public static final int MAX_BYTES = 32 * 1024;
}
