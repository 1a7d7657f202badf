package dev.tablecast.functions.stream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A text frame, and what it tells of.
 *
 * @param text at most {@link #MAX_BYTES} in UTF-8, and never empty
 * @param changes how many changes it tells of
 * @param oldest when the first of them was committed
 */
record Message(String text, int changes, Instant oldest) {
    /**
     * One frame, and one metered message, of API Gateway.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">API
     *     Gateway quotas for WebSocket APIs</a>
     */
    static final int MAX_BYTES = 32 * 1024;

    /** The end of a text that was cut, and the text of a change that has none. */
    static final String CUT = "…";

    Message {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("API Gateway posts no empty text");
        }
    }

    /**
     * Returns a message that tells of these changes, which lie in the order of their shard. An
     * empty text becomes {@value #CUT}: API Gateway refuses an empty post, and the changes must be
     * told.
     */
    static Message of(List<Change> changes, String text) {
        Change first = changes.getFirst();
        return new Message(text.isEmpty() ? CUT : text, changes.size(), first.at());
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Returns how many bytes a text takes as a JSON string, quotes and escapes included. */
    static int bytesAsJson(String text) {
        return JsonStringEncoder.getInstance().quoteAsUTF8(text).length + 2;
    }
}
