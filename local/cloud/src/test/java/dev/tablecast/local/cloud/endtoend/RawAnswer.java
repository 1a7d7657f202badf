package dev.tablecast.local.cloud.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to a request that is sent as it is, to the letter.
 *
 * @param head status line and headers
 */
record RawAnswer(int status, String head, String body) {
    private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: *(\\d+)");
    private static final int LONGEST_WAIT_MILLIS = 30_000;

    /**
     * @param lines of the request's head, without the empty one at its end
     */
    static RawAnswer to(int port, String lines) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LONGEST_WAIT_MILLIS);
            String request = lines.strip().replace("\n", "\r\n") + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String head = head(socket.getInputStream());
            Matcher length = LENGTH.matcher(head);
            boolean hasBody = !request.startsWith("HEAD ") && length.find();
            byte[] body =
                    socket.getInputStream()
                            .readNBytes(hasBody ? Integer.parseInt(length.group(1)) : 0);
            return new RawAnswer(
                    Integer.parseInt(head.split(" ")[1]),
                    head,
                    new String(body, StandardCharsets.UTF_8));
        }
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
