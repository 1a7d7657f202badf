package dev.tablecast.functions.message;

import dev.tablecast.functions.view.Sight;
import dev.tablecast.functions.view.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The frame of a range being filled, and those that are full. */
final class Packing {
    /** The longest {@code "from":…,"to":…,} and what else a frame has around its changes. */
    private static final int NUMBERS = 2 * 15;

    private final String epoch;
    private final Audience audience;
    private final int room;
    private final List<Frame> frames = new ArrayList<>();
    private final StringBuilder changes = new StringBuilder();
    private int used;
    private long from;
    private long firstChange;

    /**
     * @param from the first number of the range
     */
    Packing(String epoch, long from, Audience audience) {
        this.epoch = epoch;
        this.from = from;
        this.audience = audience;
        this.room =
                Frame.MAX_BYTES
                        - NUMBERS
                        - audience.frame(epoch, 0, 0, "").getBytes(StandardCharsets.UTF_8).length;
    }

    void add(RangeChange change, View view, Sight sight) {
        RangeChange.Rendered rendered = change.whole(view, sight);
        if (rendered.bytes() > room) {
            rendered = change.truncated(view, sight);
        }
        int size = rendered.bytes() + 1;
        if (used > 0 && used + size > room) {
            close(change.number() - 1);
        }
        if (used == 0) {
            firstChange = change.number();
        } else {
            changes.append(',');
        }
        changes.append(rendered.json());
        used += size;
    }

    private void close(long to) {
        frames.add(
                new Frame(
                        used > 0 ? firstChange : to,
                        audience.frame(epoch, from, to, changes.toString())));
        changes.setLength(0);
        used = 0;
        from = to + 1;
    }

    /**
     * Returns the frames of the range; one if it has no change.
     *
     * @param to the last number of the range
     */
    List<Frame> frames(long to) {
        close(to);
        return List.copyOf(frames);
    }
}
