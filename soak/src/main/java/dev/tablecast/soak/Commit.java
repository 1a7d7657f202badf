package dev.tablecast.soak;

import dev.tablecast.soak.view.Facts;
import java.util.Optional;

/**
 * A change that the table committed, as its stream has it.
 *
 * @param shard where it is in the stream
 * @param change its number, which no other change has: the writer's number for a put, and minus
 *     that number for the removal of what the put left
 * @param startedMs when its writer asked for it; {@link #UNKNOWN} if its writer never had an answer
 * @param acknowledgedMs when its writer was told that it was committed, or {@link #UNKNOWN}
 * @param before the item before the change; empty if there was none
 * @param after the item after it; empty if there is none
 */
record Commit(
        String shard,
        String item,
        int change,
        int startedMs,
        int acknowledgedMs,
        Optional<Facts> before,
        Optional<Facts> after) {
    static final int UNKNOWN = -1;
}
