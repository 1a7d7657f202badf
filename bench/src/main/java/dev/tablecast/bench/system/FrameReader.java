package dev.tablecast.bench.system;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Finds the texts in what a WebSocket server sends. Servers don't mask, and ours cuts no message of
 * the system into frames: a continuation is refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, section 5.2</a>
 */
final class FrameReader {
    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_CLOSE = 0x88;
    private static final int LENGTH_IN_TWO_BYTES = 126;
    private static final int LENGTH_IN_EIGHT_BYTES = 127;

    private byte[] begun = {};
    private boolean closed;

    /**
     * Takes all bytes that remain in the buffer.
     *
     * @param texts is given the payload of each text that is whole, which is valid only meanwhile
     * @throws IllegalArgumentException for a frame that the system never sends
     */
    void read(ByteBuffer bytes, Consumer<ByteBuffer> texts) {
        ByteBuffer all = withBegun(bytes);
        while (readFrame(all, texts)) {
            // One after the other.
        }
        begun = new byte[all.remaining()];
        all.get(begun);
    }

    /** Whether the server has said that it closes. */
    boolean isClosed() {
        return closed;
    }

    private ByteBuffer withBegun(ByteBuffer bytes) {
        if (begun.length == 0) {
            return bytes;
        }
        return ByteBuffer.allocate(begun.length + bytes.remaining()).put(begun).put(bytes).flip();
    }

    private boolean readFrame(ByteBuffer bytes, Consumer<ByteBuffer> texts) {
        int start = bytes.position();
        if (bytes.remaining() < 2) {
            return false;
        }
        int kind = bytes.get(start) & 0xff;
        int shortLength = bytes.get(start + 1);
        int head = shortLength == LENGTH_IN_TWO_BYTES ? 4 : 2;
        if (bytes.remaining() < head) {
            return false;
        }
        if (kind != FINAL_TEXT && kind != FINAL_CLOSE
                || shortLength < 0
                || shortLength == LENGTH_IN_EIGHT_BYTES) {
            throw new IllegalArgumentException(
                    "a frame begins with %02x %02x; it may be a text or a close of at most 65,535 bytes"
                            .formatted(kind, shortLength & 0xff));
        }
        int length =
                shortLength == LENGTH_IN_TWO_BYTES
                        ? bytes.getShort(start + 2) & 0xffff
                        : shortLength;
        if (bytes.remaining() < head + length) {
            return false;
        }
        if (kind == FINAL_TEXT) {
            texts.accept(bytes.slice(start + head, length));
        } else {
            closed = true;
        }
        bytes.position(start + head + length);
        return true;
    }
}
