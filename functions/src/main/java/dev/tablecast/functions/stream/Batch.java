package dev.tablecast.functions.stream;

import java.util.List;
import java.util.Optional;

/**
 * A batch of one shard, as far as it could be read.
 *
 * @param changes the changes before the first record that isn't one, in order
 * @param unreadable that record; what comes after it waits until it has been dealt with
 */
record Batch(List<Change> changes, Optional<Unreadable> unreadable) {
    /** A record that isn't a change, and why. */
    record Unreadable(String sequenceNumber, String reason) {}

    Batch {
        changes = List.copyOf(changes);
    }
}
