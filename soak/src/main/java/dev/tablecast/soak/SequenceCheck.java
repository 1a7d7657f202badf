package dev.tablecast.soak;

import dev.tablecast.soak.CommitIndex.Shard;
import dev.tablecast.soak.protocol.Position;
import dev.tablecast.soak.protocol.ToldChange;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Compares what each client got with what it is owed.
 *
 * <p>It is owed every change that was asked for after its start, and with it all that its shard has
 * after such a change. Of what it is owed,
 *
 * <ul>
 *   <li>a client that is connected in the end has lost what it hasn't got;
 *   <li>one that isn't has lost what it hasn't got though it got a later change of the shard;
 *   <li>one that was told to start over has lost nothing, if a batch was given up.
 * </ul>
 *
 * <p>A client that resumes has lost as well each number that it skips, and a change is doubled that
 * it applies under the number of an earlier one, or a second time.
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

    /** Changes received, each as often as a plain client received it. */
    long deliveries() {
        return deliveries;
    }

    /** Those of them that a plain client had received before. */
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

    /** Shards whose last change nobody received. */
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
                    "lost: %s was told to start over (%s) though no batch was given up",
                    sequence.described(), sequence.reset().get());
        }
    }

    private void checkNumbers(Sequence sequence, Position start) {
        long last = start.number();
        for (int i = 0; i < sequence.receipts().size(); i++) {
            ToldChange change = history.told().get(sequence.receipts().change(i));
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

    /** Returns the places of what was received. */
    private BitSet checkOrder(Sequence sequence) {
        boolean plain = sequence.start().isEmpty();
        var received = new BitSet(commits.size());
        Map<String, Integer> newest = new HashMap<>();
        Receipts.Part receipts = sequence.receipts();
        for (int i = 0; i < receipts.size(); i++) {
            ToldChange change = history.told().get(receipts.change(i));
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
