package dev.tablecast.functions.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The messages of one execution of the workflow, in the order in which every client gets them. */
record Broadcast(List<Message> messages) {
    /**
     * How much of an execution's input the messages take, as JSON.
     *
     * <p>Step Functions holds 262,144 bytes for each state: these, and beside them a page of
     * connections and the counts of the pages before it.
     */
    static final int MAX_MESSAGE_BYTES = 64 * 1024;

    Broadcast {
        messages = List.copyOf(messages);
    }

    int changes() {
        return messages.stream().mapToInt(Message::changes).sum();
    }

    /** When the oldest of its changes was committed. */
    Instant oldest() {
        return messages.getFirst().oldest();
    }

    /** What the workflow gets: {@code {"messages":["…",…],"changes":2,"oldestChange":"…"}}. */
    String input() {
        return Json.written(
                json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("messages");
                    for (Message message : messages) {
                        json.writeString(message.text());
                    }
                    json.writeEndArray();
                    json.writeNumberField("changes", changes());
                    json.writeStringField("oldestChange", oldest().toString());
                    json.writeEndObject();
                });
    }

    /** Returns as few broadcasts as hold all the messages, in their order. */
    static List<Broadcast> of(List<Message> messages) {
        var broadcasts = new ArrayList<Broadcast>();
        var packed = new ArrayList<Message>();
        int used = 0;
        for (Message message : messages) {
            int size = Message.bytesAsJson(message.text()) + 1;
            if (!packed.isEmpty() && used + size > MAX_MESSAGE_BYTES) {
                broadcasts.add(new Broadcast(packed));
                packed.clear();
                used = 0;
            }
            packed.add(message);
            used += size;
        }
        if (!packed.isEmpty()) {
            broadcasts.add(new Broadcast(packed));
        }
        return broadcasts;
    }
}
