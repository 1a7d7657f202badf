package dev.tablecast.functions.post;

/**
 * The {@code @connections} API of the WebSocket stage. {@link PostMeaning} and {@link CloseMeaning}
 * say what its answers mean.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">Use
 * @connections commands in your backend service</a>
 */
interface ConnectionsApi {
    /** Sends a text frame; one try. */
    Answer post(String connectionId, String text);

    /** Closes a connection; one try. */
    Answer delete(String connectionId);

    /** Asks for the state of a connection, whose client doesn't notice; one try. */
    Answer get(String connectionId);
}
