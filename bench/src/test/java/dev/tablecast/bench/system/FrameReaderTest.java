package dev.tablecast.bench.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private final FrameReader reader = new FrameReader();
    private final List<String> texts = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100, 100_000})
    void textsAreFoundHoweverTheyArriveInPieces(int piece) {
        List<String> sent = List.of("", "ü", "x".repeat(125), "y".repeat(126), "z".repeat(40_000));
        var bytes = new ByteArrayOutputStream();
        sent.forEach(text -> bytes.writeBytes(frame(text)));

        byte[] all = bytes.toByteArray();
        for (int i = 0; i < all.length; i += piece) {
            read(ByteBuffer.wrap(all, i, Math.min(piece, all.length - i)));
        }

        assertThat(texts).isEqualTo(sent);
        assertThat(reader.isClosed()).isFalse();
    }

    @Test
    void theServersCloseIsNoted() {
        read(ByteBuffer.wrap(new byte[] {(byte) 0x88, 2, 3, (byte) 0xe8}));

        assertThat(reader.isClosed()).isTrue();
        assertThat(texts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x82, 0x80, 0x89})
    void otherFramesAreRefused(int kind) {
        assertThatThrownBy(() -> read(ByteBuffer.wrap(new byte[] {(byte) kind, 0})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a frame begins with %02x 00".formatted(kind));
    }

    private void read(ByteBuffer bytes) {
        reader.read(bytes, text -> texts.add(StandardCharsets.UTF_8.decode(text).toString()));
    }

    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = ByteBuffer.allocate(payload.length + 4).put((byte) 0x81);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) 126).putShort((short) payload.length);
        }
        byte[] bytes = new byte[frame.put(payload).position()];
        frame.flip().get(bytes);
        return bytes;
    }
}
