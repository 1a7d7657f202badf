package dev.tablecast.functions.snapshot;

import dev.tablecast.functions.change.Json;
import dev.tablecast.functions.message.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The result of reading the items of a view. */
public sealed interface Snapshot {
    /**
     * The items.
     *
     * @param items the JSON of each, at most {@link #MAX_ITEM_BYTES} large
     * @param began when the read began, by this function's clock
     * @param ended when it ended
     */
    record Taken(List<String> items, Instant began, Instant ended) implements Snapshot {
        public Taken {
            items = List.copyOf(items);
        }

        /**
         * Returns the frames for a subscription, such as {@code
         * {"type":"items","sub":"a","rev":3,"began":"…","ended":"…","items":[…],"last":true}}; one
         * if there are no items.
         */
        public List<String> frames(String sub, long rev) {
            String head = head(sub, rev);
            int room = Frame.MAX_BYTES - bytes(head) - TAIL.length();
            var frames = new ArrayList<String>();
            var frame = new StringBuilder(head);
            int used = 0;
            for (String item : items) {
                int size = bytes(item) + 1;
                if (used > 0 && used + size > room) {
                    frames.add(frame.append("]}").toString());
                    frame = new StringBuilder(head);
                    used = 0;
                }
                frame.append(used > 0 ? "," : "").append(item);
                used += size;
            }
            frames.add(frame.append(TAIL).toString());
            return frames;
        }

        private String head(String sub, long rev) {
            String fields =
                    Json.written(
                            json -> {
                                json.writeStartObject();
                                json.writeStringField("type", "items");
                                json.writeStringField("sub", sub);
                                json.writeNumberField("rev", rev);
                                json.writeStringField("began", began.toString());
                                json.writeStringField("ended", ended.toString());
                                json.writeEndObject();
                            });
            return fields.substring(0, fields.length() - 1) + ",\"items\":[";
        }
    }

    /**
     * No items, and why.
     *
     * @param reason the name of the problem
     */
    record Refused(Reason reason, String message) implements Snapshot {}

    /** The kind of a refusal. */
    enum Reason {
        /** The view has no snapshot; another filter may have one. */
        SNAPSHOT,
        /** The table can't be read now; the same request may succeed later. */
        BUSY
    }

    String TAIL = "],\"last\":true}";

    /** The room that a frame has for one item, whatever its subscription is called. */
    int MAX_ITEM_BYTES = Frame.MAX_BYTES - 256;

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
