package dev.tablecast.local.cloud.endtoend;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A WebSocket handshake whose headers are sent as they are. */
final class RawHandshake {
    static final String HEADERS =
            """
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Sec-WebSocket-Version: 13
            """;

    private RawHandshake() {}

    static RawAnswer send(URI uri, List<String> headers) throws IOException {
        return send(uri, headers.toArray(String[]::new));
    }

    /**
     * @param headers each a line without its end
     */
    static RawAnswer send(URI uri, String... headers) throws IOException {
        return RawAnswer.to(
                uri.getPort(),
                """
                GET %s HTTP/1.1
                Host: localhost:%d
                """
                                .formatted(target(uri), uri.getPort())
                        + HEADERS
                        + String.join("\n", headers));
    }

    private static String target(URI uri) {
        return uri.getRawQuery() == null
                ? uri.getRawPath()
                : uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
