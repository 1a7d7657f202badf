package dev.tablecast.functions.stream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A text frame, and the place in the shard that its first change has.
 *
 * @param text at most {@link #MAX_BYTES} in UTF-8
 * @param firstSequenceNumber from where to retry when the message can't be delivered
 */
record Message(String text, String firstSequenceNumber) {
    /**
     * One frame, and one metered message, of API Gateway.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">API
     *     Gateway quotas for WebSocket APIs</a>
     */
    static final int MAX_BYTES = 32 * 1024;

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Returns how many bytes a text takes as a JSON string, quotes and escapes included. */
    static int bytesAsJson(String text) {
        return JsonStringEncoder.getInstance().quoteAsUTF8(text).length + 2;
    }
}
