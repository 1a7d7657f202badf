package dev.tablecast.local.cloud.gateway;

import dev.tablecast.local.cloud.loopback.DiscardedBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * The message in the body of a POST.
 *
 * @param bytes of the body
 */
record PostedMessage(String text, int bytes) {
    /** None if it is larger than 128 KB, of which no more than that is kept in memory. */
    static Optional<PostedMessage> read(Request request) throws IOException {
        try (InputStream body = Content.Source.asInputStream(request)) {
            long length = request.getLength();
            if (length <= GatewayLimits.MESSAGE_BYTES) {
                byte[] bytes =
                        length >= 0
                                ? exactly((int) length, body)
                                : body.readNBytes(GatewayLimits.MESSAGE_BYTES + 1);
                if (bytes.length <= GatewayLimits.MESSAGE_BYTES) {
                    return Optional.of(
                            new PostedMessage(
                                    new String(bytes, StandardCharsets.UTF_8), bytes.length));
                }
            }
            DiscardedBody.read(body);
            return Optional.empty();
        }
    }

    /** All of it goes where it stays: most posts say how long they are. */
    private static byte[] exactly(int length, InputStream body) throws IOException {
        byte[] bytes = new byte[length];
        int read = body.readNBytes(bytes, 0, length);
        return read == length ? bytes : Arrays.copyOf(bytes, read);
    }
}
