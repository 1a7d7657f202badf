package dev.tablecast.local.cloud.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to a handshake, to the letter.
 *
 * @param head status line and headers
 */
record RawHandshake(int status, String head, String body) {
    private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: *(\\d+)");

    static RawHandshake send(URI uri, List<String> headers) throws IOException {
        return send(uri, headers.toArray(String[]::new));
    }

    /**
     * @param headers each a line without its end
     */
    static RawHandshake send(URI uri, String... headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            String request =
                    """
                    GET %s HTTP/1.1
                    Host: localhost:%d
                    Upgrade: websocket
                    Connection: Upgrade
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                    Sec-WebSocket-Version: 13
                    %s
                    """
                            .formatted(target(uri), uri.getPort(), lines(headers));
            socket.getOutputStream()
                    .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            String head = head(socket.getInputStream());
            Matcher length = LENGTH.matcher(head);
            byte[] body =
                    socket.getInputStream()
                            .readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            return new RawHandshake(
                    Integer.parseInt(head.split(" ")[1]),
                    head,
                    new String(body, StandardCharsets.UTF_8));
        }
    }

    private static String target(URI uri) {
        return uri.getRawQuery() == null
                ? uri.getRawPath()
                : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static String lines(String... headers) {
        var lines = new StringBuilder();
        for (String header : headers) {
            lines.append(header).append('\n');
        }
        return lines.toString();
    }

    private static String head(InputStream stream) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = stream.read();
            if (next < 0) {
                throw new IOException("the answer ends after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
