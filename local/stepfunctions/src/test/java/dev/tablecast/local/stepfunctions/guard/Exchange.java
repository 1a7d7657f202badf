package dev.tablecast.local.stepfunctions.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.regex.Pattern;

/** The answer to bytes that are sent as they are, for what HTTP clients refuse to send. */
record Exchange(int status, String head, String body) {
    private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: *(\\d+)");

    /** Sends lines, the request's line first and without their ends, and then a body. */
    static Exchange with(URI server, String lines, String body) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(20_000);
            var request = lines.strip().replace("\n", "\r\n") + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(UTF_8));
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    throw new IOException("the answer ends after: " + head);
                }
                head.append((char) next);
            }
            var length = LENGTH.matcher(head);
            var content =
                    socket.getInputStream()
                            .readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            return new Exchange(
                    Integer.parseInt(head.substring(9, 12)),
                    head.toString(),
                    new String(content, UTF_8));
        }
    }
}
