package dev.tablecast.local.cloud.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** The message in the body of a POST. */
final class PostedMessage {
    /** What is thrown away of a body that is too large, so that its sender gets to the answer. */
    private static final int DISCARDED_BYTES = 1024 * 1024;

    private PostedMessage() {}

    /** None if it is larger than 128 KB, of which no more than that is kept in memory. */
    static Optional<String> read(Request request) throws IOException {
        try (InputStream body = Content.Source.asInputStream(request)) {
            if (request.getLength() <= GatewayLimits.MESSAGE_BYTES) {
                byte[] bytes = body.readNBytes(GatewayLimits.MESSAGE_BYTES + 1);
                if (bytes.length <= GatewayLimits.MESSAGE_BYTES) {
                    return Optional.of(new String(bytes, StandardCharsets.UTF_8));
                }
            }
            discard(body);
            return Optional.empty();
        }
    }

    private static void discard(InputStream body) throws IOException {
        byte[] buffer = new byte[8192];
        int left = DISCARDED_BYTES;
        for (int n = body.read(buffer); n >= 0 && left > 0; n = body.read(buffer)) {
            left -= n;
        }
    }
}
