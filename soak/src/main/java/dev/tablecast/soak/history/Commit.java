package dev.tablecast.soak.history;

import dev.tablecast.soak.view.Facts;
import java.util.Optional;

/**
 * A committed change, from the table's stream.
 *
 * @param shard the shard of the stream
 * @param change a unique number: the writer's number of a put, or the negative of that number for
 *     the removal of the item that the put left
 * @param startedMs the start of the write; {@link #UNKNOWN} if it was never acknowledged
 * @param acknowledgedMs the time of the acknowledgement, or {@link #UNKNOWN}
 * @param before the item before the change; empty for a new item
 * @param after the item after the change; empty for a removal
 */
public record Commit(
        String shard,
        String item,
        int change,
        int startedMs,
        int acknowledgedMs,
        Optional<Facts> before,
        Optional<Facts> after) {
    public static final int UNKNOWN = -1;
}
