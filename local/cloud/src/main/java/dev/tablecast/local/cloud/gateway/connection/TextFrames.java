package dev.tablecast.local.cloud.gateway.connection;

import java.util.ArrayList;
import java.util.List;

/**
 * Text split into the payloads of frames of at most 32 KB, never within a character.
 *
 * @param bytes the total size in UTF-8
 */
public record TextFrames(List<String> payloads, int bytes) {
    private static final char REPLACEMENT = '\uFFFD';

    public TextFrames {
        payloads = List.copyOf(payloads);
    }

    /**
     * Splits text that was decoded from so many bytes.
     *
     * <p>If it has as many characters, each was one byte, unless one replaces an invalid byte. Most
     * messages are such text, and need no scan.
     */
    public static TextFrames of(String text, int decodedBytes) {
        return text.length() == decodedBytes
                        && decodedBytes <= GatewayLimits.FRAME_BYTES
                        && text.indexOf(REPLACEMENT) < 0
                ? new TextFrames(List.of(text), decodedBytes)
                : of(text);
    }

    /** Splits text. */
    public static TextFrames of(String text) {
        List<String> payloads = new ArrayList<>(1);
        int start = 0;
        int frame = 0;
        int total = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int bytes = utf8Bytes(character);
            if (frame + bytes > GatewayLimits.FRAME_BYTES) {
                payloads.add(text.substring(start, i));
                start = i;
                frame = 0;
            }
            frame += bytes;
            total += bytes;
            i += Character.charCount(character);
        }
        payloads.add(text.substring(start));
        return new TextFrames(payloads, total);
    }

    private static int utf8Bytes(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }
}
