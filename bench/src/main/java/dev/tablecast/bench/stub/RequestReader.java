package dev.tablecast.bench.stub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds the ends of HTTP/1.1 requests in what a connection sends. It keeps no body.
 *
 * <p>Lengths only: a chunked body is refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6">RFC 9112, section 6</a>
 */
final class RequestReader {
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final byte[] CONTENT_LENGTH =
            "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRANSFER_ENCODING =
            "\r\ntransfer-encoding:".getBytes(StandardCharsets.US_ASCII);

    private final byte[] head = new byte[LONGEST_HEAD];
    private int headLength;
    private long bodyLeft;
    private boolean inBody;

    /**
     * Takes all bytes that remain in the buffer and returns how many requests ended with them.
     *
     * @throws IllegalArgumentException if they aren't requests that it can read
     */
    int read(ByteBuffer bytes) {
        int ended = 0;
        while (bytes.hasRemaining()) {
            if (inBody) {
                int taken = (int) Math.min(bodyLeft, bytes.remaining());
                bytes.position(bytes.position() + taken);
                bodyLeft -= taken;
            } else {
                readHead(bytes);
            }
            if (inBody && bodyLeft == 0) {
                inBody = false;
                ended++;
            }
        }
        return ended;
    }

    private void readHead(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (headLength == LONGEST_HEAD) {
                throw new IllegalArgumentException(
                        "a request's head is longer than " + LONGEST_HEAD + " bytes");
            }
            byte b = bytes.get();
            head[headLength++] = b;
            if (b == '\n' && headLength >= 4 && head[headLength - 3] == '\n') {
                if (find(TRANSFER_ENCODING) >= 0) {
                    throw new IllegalArgumentException(
                            "a request has a Transfer-Encoding; it may only have a Content-Length");
                }
                bodyLeft = contentLength();
                headLength = 0;
                inBody = true;
                return;
            }
        }
    }

    private long contentLength() {
        int at = find(CONTENT_LENGTH);
        if (at < 0) {
            return 0;
        }
        long length = 0;
        for (int i = at + CONTENT_LENGTH.length; head[i] != '\r'; i++) {
            if (head[i] != ' ') {
                length = length * 10 + (head[i] - '0');
            }
        }
        return length;
    }

    private int find(byte[] name) {
        for (int i = 0; i <= headLength - name.length; i++) {
            if (head[i] == '\r' && matches(name, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(byte[] name, int at) {
        for (int i = 0; i < name.length; i++) {
            byte b = head[at + i];
            if ((b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b) != name[i]) {
                return false;
            }
        }
        return true;
    }
}
