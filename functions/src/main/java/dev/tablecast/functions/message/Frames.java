package dev.tablecast.functions.message;

import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.log.NumberedRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text frames that deliver a range of records.
 *
 * <p>A frame is {@code {"type":"changes","subs":["a"],"epoch":"k3","from":4712,"to":4718,
 * "changes":[…]}}. Frames cover the range without gaps, each with as many changes as fit.
 *
 * @param reset the last reset in the range; what comes before it in the range isn't delivered
 * @param texts the frames for the records after it, at most {@link #MAX_BYTES} each
 */
public record Frames(Optional<Reset> reset, List<String> texts) {
    /**
     * One frame, and one metered message, of API Gateway.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">API
     *     Gateway quotas for WebSocket APIs</a>
     */
    public static final int MAX_BYTES = 32 * 1024;

    /** The longest {@code "from":…,"to":…,} and what else a frame has around its changes. */
    private static final int NUMBERS = 2 * 15;

    /**
     * A reset in the log.
     *
     * @param number its number
     */
    public record Reset(long number, LogRecord.Reason reason) {}

    public Frames {
        texts = List.copyOf(texts);
    }

    /**
     * Renders the records {@code from} to {@code to} of consecutive entries.
     *
     * @param audience what is special to those that get the frames
     */
    public static Frames of(
            List<Entry> entries, long from, long to, Audience audience, ChangeText text) {
        Optional<Reset> reset = lastReset(entries, from, to);
        long first = reset.map(found -> found.number() + 1).orElse(from);
        var packing = new Packing(entries.getFirst().epoch(), first, audience, text);
        for (NumberedRecord next : NumberedRecord.between(entries, first, to)) {
            packing.add(next.number(), (LogRecord.Change) next.content());
        }
        return new Frames(reset, packing.frames());
    }

    static Optional<Reset> lastReset(List<Entry> entries, long from, long to) {
        for (NumberedRecord next : NumberedRecord.between(entries, from, to).reversed()) {
            if (next.content() instanceof LogRecord.Reset reset) {
                return Optional.of(new Reset(next.number(), reset.reason()));
            }
        }
        return Optional.empty();
    }

    /** The frame being filled, and those that are full. */
    private static final class Packing {
        private final String epoch;
        private final Audience audience;
        private final ChangeText text;
        private final int room;
        private final List<String> frames = new ArrayList<>();
        private final StringBuilder changes = new StringBuilder();
        private int used;
        private long from;
        private long to;

        Packing(String epoch, long from, Audience audience, ChangeText text) {
            this.epoch = epoch;
            this.from = from;
            this.to = from - 1;
            this.audience = audience;
            this.text = text;
            this.room = MAX_BYTES - NUMBERS - bytes(audience.frame(epoch, 0, 0, ""));
        }

        void add(long number, LogRecord.Change change) {
            String json = text.whole(number, change.body());
            if (bytes(json) > room) {
                json = text.truncated(number, change.body());
            }
            int size = bytes(json) + 1;
            if (used > 0 && used + size > room) {
                close();
            }
            changes.append(used > 0 ? "," : "").append(json);
            used += size;
            to = number;
        }

        private void close() {
            frames.add(audience.frame(epoch, from, to, changes.toString()));
            changes.setLength(0);
            used = 0;
            from = to + 1;
        }

        List<String> frames() {
            if (used > 0) {
                close();
            }
            return frames;
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
