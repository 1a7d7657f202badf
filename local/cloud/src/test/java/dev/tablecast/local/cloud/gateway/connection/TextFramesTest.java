package dev.tablecast.local.cloud.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFramesTest {
    @Test
    void aTextThatFitsIsOneFrame() {
        assertThat(TextFrames.of("").payloads()).containsExactly("");
        assertThat(TextFrames.of("x".repeat(GatewayLimits.FRAME_BYTES)).payloads()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "✓", "🙂", "x🙂"})
    void aLargerOneIsCutBetweenCharacters(String unit) {
        String text = unit.repeat(30_000);
        TextFrames frames = TextFrames.of("a" + text);

        assertThat(String.join("", frames.payloads())).isEqualTo("a" + text);
        assertThat(frames.bytes()).isEqualTo(("a" + text).getBytes(StandardCharsets.UTF_8).length);
        assertThat(frames.payloads())
                .allSatisfy(
                        payload -> {
                            byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
                            assertThat(bytes).hasSizeLessThanOrEqualTo(GatewayLimits.FRAME_BYTES);
                            assertThat(new String(bytes, StandardCharsets.UTF_8))
                                    .isEqualTo(payload);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "✓", "🙂", "x\uFFFD"})
    void howManyBytesItWasDecodedFromMakesNoDifference(String unit) {
        for (int count : List.of(0, 1, 5_000, 40_000)) {
            String text = unit.repeat(count);
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;

            assertThat(TextFrames.of(text, bytes)).isEqualTo(TextFrames.of(text));
        }
    }

    @Test
    void aByteThatStandsForNothingTakesThreeInAFrame() {
        String text = new String(new byte[] {'a', (byte) 0xff}, StandardCharsets.UTF_8);

        assertThat(TextFrames.of(text, 2).bytes()).isEqualTo(4);
    }
}
