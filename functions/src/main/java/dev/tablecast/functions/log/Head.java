package dev.tablecast.functions.log;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The head of a feed.
 *
 * @param epoch the name of the current numbering
 * @param generation the event source mapping whose batches are appended
 * @param pastGenerations mappings that this one has replaced: their late batches are covered by the
 *     reset that began the epoch
 * @param end the last number appended
 * @param sent the last number broadcast
 * @param bytes the size of all records of the epoch
 */
public record Head(
        String epoch,
        String generation,
        Set<String> pastGenerations,
        long end,
        long sent,
        long bytes,
        Optional<Lease> lease) {
    public Head {
        pastGenerations = Set.copyOf(pastGenerations);
    }

    /** Returns whether something appended was not broadcast yet. */
    public boolean hasDebt() {
        return sent < end;
    }

    boolean isHeldBy(String owner) {
        return lease.map(held -> held.belongsTo(owner)).orElse(false);
    }

    /** Returns whether someone else has the right to broadcast. */
    boolean isHeldByAnother(String owner, Instant now) {
        return lease.map(held -> !held.belongsTo(owner) && held.isValid(now)).orElse(false);
    }

    Head with(Optional<Lease> newLease) {
        return new Head(epoch, generation, pastGenerations, end, sent, bytes, newLease);
    }

    Head sent(long to) {
        return new Head(epoch, generation, pastGenerations, end, to, bytes, lease);
    }

    Head appended(Entry entry) {
        return new Head(
                epoch, generation, pastGenerations, entry.to(), sent, bytes + entry.bytes(), lease);
    }
}
