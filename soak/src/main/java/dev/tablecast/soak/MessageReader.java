package dev.tablecast.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads which changes a message carries. Everyone gets the same texts, so each is parsed once as
 * long as it is among the last {@value #KEPT}.
 */
final class MessageReader {
    /** What stands for a change that can't be told: no writer gives this number. */
    static final int UNREADABLE = 0;

    private static final int KEPT = 256;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, int[]> read =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, int[]> eldest) {
                    return size() > KEPT;
                }
            };

    /** Returns the changes of a message, in their order; the caller doesn't change them. */
    int[] changes(String text) {
        synchronized (read) {
            return read.computeIfAbsent(text, MessageReader::parse);
        }
    }

    private static int[] parse(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            return message.path("type").asText().equals("changes")
                    ? message.path("changes")
                            .valueStream()
                            .mapToInt(MessageReader::change)
                            .toArray()
                    : new int[] {UNREADABLE};
        } catch (JsonProcessingException e) {
            return new int[] {UNREADABLE};
        }
    }

    private static int change(JsonNode change) {
        return change.path("event").asText().equals("REMOVE")
                ? -change.at("/old/" + Writer.NUMBER).asInt(UNREADABLE)
                : change.at("/new/" + Writer.NUMBER).asInt(UNREADABLE);
    }
}
