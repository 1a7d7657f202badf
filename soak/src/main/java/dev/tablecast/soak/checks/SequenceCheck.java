package dev.tablecast.soak.checks;

import dev.tablecast.soak.checks.CommitIndex.Shard;
import dev.tablecast.soak.history.History;
import dev.tablecast.soak.history.Receipts;
import dev.tablecast.soak.history.Sequence;
import dev.tablecast.soak.protocol.Position;
import dev.tablecast.soak.protocol.SentChange;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The comparison of each client's received changes with the changes that it is owed.
 *
 * <p>A client is owed every change whose write started after the client's start, and all later
 * changes of the same shard. An owed change that it didn't receive is lost
 *
 * <ul>
 *   <li>always, if the client is connected at the end;
 *   <li>if the client received a later change of the shard, otherwise;
 *   <li>never, if the client was reset and a batch was given up.
 * </ul>
 *
 * <p>For a client that resumes, each skipped number is lost too, and a change is doubled if it is
 * applied twice, or under a number that isn't greater than the last one.
 */
final class SequenceCheck {
    private final History history;
    private final CommitIndex commits;
    private final Violations violations;
    private final BitSet receivedBySomeone = new BitSet();
    private long deliveries;
    private long repeated;
    private int lost;
    private int outOfOrder;
    private int doubled;
    private int blocked;

    private SequenceCheck(History history, CommitIndex commits, Violations violations) {
        this.history = history;
        this.commits = commits;
        this.violations = violations;
    }

    static SequenceCheck of(History history, CommitIndex commits, Violations violations) {
        var check = new SequenceCheck(history, commits, violations);
        history.sequences().forEach(check::check);
        check.countBlocked();
        return check;
    }

    /** Returns the changes that plain clients received, repetitions included. */
    long deliveries() {
        return deliveries;
    }

    /** Returns the repetitions among the deliveries. */
    long repeated() {
        return repeated;
    }

    int lost() {
        return lost;
    }

    int outOfOrder() {
        return outOfOrder;
    }

    int doubled() {
        return doubled;
    }

    /** Returns the number of shards whose last change no client received. */
    int blocked() {
        return blocked;
    }

    private void check(Sequence sequence) {
        checkReset(sequence);
        sequence.start().ifPresent(start -> checkNumbers(sequence, start));
        BitSet received = checkOrder(sequence);
        if (sequence.end() != Sequence.End.RESET) {
            checkComplete(sequence, received);
        }
        receivedBySomeone.or(received);
    }

    private void checkReset(Sequence sequence) {
        if (sequence.reset().isPresent() && history.givenUp() == 0) {
            lost++;
            violations.add(
                    "lost: %s was reset (%s) though no batch was given up",
                    sequence.described(), sequence.reset().get());
        }
    }

    private void checkNumbers(Sequence sequence, Position start) {
        long last = start.number();
        for (int i = 0; i < sequence.receipts().size(); i++) {
            SentChange change = history.sent().get(sequence.receipts().change(i));
            if (!change.epoch().equals(start.epoch())) {
                outOfOrder++;
                violations.add(
                        "out of order: %s applied number %d of epoch %s in epoch %s",
                        sequence.described(), change.number(), change.epoch(), start.epoch());
            } else if (change.number() <= last) {
                doubled++;
                violations.add(
                        "doubled: %s applied number %d after number %d",
                        sequence.described(), change.number(), last);
            } else {
                if (change.number() > last + 1) {
                    lost += Math.toIntExact(change.number() - last - 1);
                    violations.add(
                            "lost: %s applied number %d right after number %d",
                            sequence.described(), change.number(), last);
                }
                last = change.number();
            }
        }
    }

    private void checkComplete(Sequence sequence, BitSet received) {
        for (Shard shard : commits.shards().values()) {
            int first = shard.firstAfter(sequence.startedMs());
            int end = sequence.isOpen() ? shard.size() : shard.lastOf(received);
            for (int i = first; i < end; i++) {
                if (!received.get(shard.place(i))) {
                    lost(sequence, shard.place(i));
                }
            }
        }
    }

    /** Returns the places of the received changes. */
    private BitSet checkOrder(Sequence sequence) {
        boolean plain = sequence.start().isEmpty();
        var received = new BitSet(commits.size());
        Map<String, Integer> newest = new HashMap<>();
        Receipts.Part receipts = sequence.receipts();
        for (int i = 0; i < receipts.size(); i++) {
            SentChange change = history.sent().get(receipts.change(i));
            int place = commits.place(change.change());
            deliveries += plain ? 1 : 0;
            if (place == CommitIndex.NONE) {
                neverCommitted(sequence, change.change());
            } else if (received.get(place)) {
                again(sequence, place);
            } else {
                received.set(place);
                int newestBefore = newest.merge(commits.commit(place).item(), place, Math::max);
                if (newestBefore > place && isOwed(sequence, place)) {
                    outOfOrder(sequence, place, newestBefore);
                }
            }
        }
        return received;
    }

    private void again(Sequence sequence, int place) {
        if (sequence.start().isEmpty()) {
            repeated++;
        } else {
            doubled++;
            violations.add(
                    "doubled: %s applied %s twice", sequence.described(), commits.described(place));
        }
    }

    private boolean isOwed(Sequence sequence, int place) {
        Shard shard = commits.shardOf(place);
        int first = shard.firstAfter(sequence.startedMs());
        return first < shard.size() && place >= shard.place(first);
    }

    private void lost(Sequence sequence, int place) {
        lost++;
        violations.add(
                "lost: %s never received %s%s",
                sequence.described(),
                commits.described(place),
                sequence.isOpen() ? "" : ", but received later changes of the shard");
    }

    private void outOfOrder(Sequence sequence, int place, int newer) {
        outOfOrder++;
        violations.add(
                "out of order: %s received %s only after %s",
                sequence.described(), commits.described(place), commits.described(newer));
    }

    private void neverCommitted(Sequence sequence, int change) {
        outOfOrder++;
        violations.add(
                "out of order: %s received change %d, which the table never committed",
                sequence.described(), change);
    }

    private void countBlocked() {
        for (String name : new TreeSet<>(commits.shards().keySet())) {
            Shard shard = commits.shards().get(name);
            if (shard != null && !receivedBySomeone.get(shard.last())) {
                blocked++;
                violations.add("blocked: nobody received the last of %s", name);
            }
        }
    }
}
