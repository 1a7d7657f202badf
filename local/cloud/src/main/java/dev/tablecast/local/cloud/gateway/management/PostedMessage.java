package dev.tablecast.local.cloud.gateway.management;

import dev.tablecast.local.cloud.gateway.connection.GatewayLimits;
import dev.tablecast.local.stepfunctions.guard.DiscardedBody;
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
 * @param bytes the size of the body
 */
record PostedMessage(String text, int bytes) {
    /** Reads a message; empty if it is larger than 128 KB, of which only so much is in memory. */
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

    /** Reads a body of known length, as most posts have, into an array of that length. */
    private static byte[] exactly(int length, InputStream body) throws IOException {
        byte[] bytes = new byte[length];
        int read = body.readNBytes(bytes, 0, length);
        return read == length ? bytes : Arrays.copyOf(bytes, read);
    }
}
