package dev.tablecast.functions.post;

/**
 * The {@code @connections} API of the WebSocket stage.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">Use
 * @connections commands in your backend service</a>
 */
interface ConnectionsApi {
    /** Sends a text frame; one try. */
    Reply post(String connectionId, String text);

    /** Closes a connection; one try. */
    Reply delete(String connectionId);

    /** What the API makes of a call. */
    enum Reply {
        OK,
        /** 410: no such connection, or not open yet; 400: an id that no connection can have. */
        GONE,
        /** 429, a server's error, or no answer: it may go better the next time. */
        BUSY,
        /** 403, 413 and the like: it will not go better. */
        REFUSED
    }
}
