package dev.tablecast.soak.checks;

import dev.tablecast.soak.checks.CommitIndex.Shard;
import dev.tablecast.soak.history.Commit;
import dev.tablecast.soak.history.History;
import dev.tablecast.soak.history.Sequence;
import dev.tablecast.soak.history.Viewed;
import dev.tablecast.soak.protocol.Position;
import dev.tablecast.soak.protocol.SentChange;
import dev.tablecast.soak.view.Look;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The check of clients that see a part of the table: it derives the one correct look of each change
 * from the stream, the client's claims and its filter.
 *
 * <p>A look with more information than the correct one has leaked, as has a look of a change that
 * isn't for the client. A look with less information is missing, as is an owed change (see {@link
 * SequenceCheck}) that didn't arrive.
 */
final class ViewCheck {
    private final History history;
    private final CommitIndex commits;
    private final Violations violations;

    /** The places of commits by the number of the put whose item they left, or found. */
    private final Map<Integer, Integer> byLeft = new HashMap<>();

    private final Map<Integer, Integer> byFound = new HashMap<>();
    private int leaked;
    private int missing;
    private int outOfOrder;
    private int doubled;

    private ViewCheck(History history, CommitIndex commits, Violations violations) {
        this.history = history;
        this.commits = commits;
        this.violations = violations;
        for (int i = 0; i < commits.size(); i++) {
            int place = i;
            Commit commit = commits.commit(i);
            commit.after().ifPresent(item -> byLeft.put(item.change(), place));
            commit.before().ifPresent(item -> byFound.put(item.change(), place));
        }
    }

    static ViewCheck of(History history, CommitIndex commits, Violations violations) {
        var check = new ViewCheck(history, commits, violations);
        history.viewed().parts().forEach(check::check);
        return check;
    }

    int leaked() {
        return leaked;
    }

    int missing() {
        return missing;
    }

    int outOfOrder() {
        return outOfOrder;
    }

    int doubled() {
        return doubled;
    }

    private void check(Viewed.Part part) {
        Sequence sequence = part.sequence();
        if (sequence.reset().isPresent() && history.givenUp() == 0) {
            missing++;
            violations.add(
                    "missing: %s was reset (%s) though no batch was given up",
                    sequence.described(), sequence.reset().get());
        }
        sequence.start().ifPresent(start -> checkNumbers(part, start));
        checkComplete(part, checkLooks(part));
    }

    private void checkNumbers(Viewed.Part part, Position start) {
        long last = start.number();
        for (int i = 0; i < part.sequence().receipts().size(); i++) {
            SentChange sent = history.viewed().sent(part, i);
            if (!sent.epoch().equals(start.epoch())) {
                outOfOrder++;
                violations.add(
                        "out of order: %s applied number %d of epoch %s",
                        part.sequence().described(), sent.number(), sent.epoch());
            } else if (sent.number() <= last) {
                doubled++;
                violations.add(
                        "doubled: %s applied number %d after number %d",
                        part.sequence().described(), sent.number(), last);
            } else {
                last = sent.number();
            }
        }
    }

    /** Returns the places of the received changes. */
    private BitSet checkLooks(Viewed.Part part) {
        var received = new BitSet(commits.size());
        Map<Shard, Integer> newest = new HashMap<>();
        for (int i = 0; i < part.sequence().receipts().size(); i++) {
            Look look = history.viewed().look(part, i);
            int place = place(look);
            if (place == CommitIndex.NONE) {
                leaked(part, look, "no change of the table");
                continue;
            }
            if (received.get(place)) {
                doubled++;
                violations.add(
                        "doubled: %s applied %s twice",
                        part.sequence().described(), commits.described(place));
            }
            received.set(place);
            checkLook(part, look, place);
            int before = newest.merge(commits.shardOf(place), place, Math::max);
            if (before > place) {
                outOfOrder++;
                violations.add(
                        "out of order: %s received %s only after %s",
                        part.sequence().described(),
                        commits.described(place),
                        commits.described(before));
            }
        }
        return received;
    }

    private void checkLook(Viewed.Part part, Look look, int place) {
        Optional<Look> due = due(part, place);
        if (due.isEmpty()) {
            leaked(part, look, "nothing of " + commits.described(place));
        } else if (look.showsMoreThan(due.get())) {
            leaked(part, look, due.get().toString());
        } else if (!look.equals(due.get())) {
            missing++;
            violations.add(
                    "missing: %s got %s, and not all of %s",
                    part.sequence().described(), look, due.get());
        }
    }

    private void checkComplete(Viewed.Part part, BitSet received) {
        Sequence sequence = part.sequence();
        if (sequence.end() == Sequence.End.RESET) {
            return;
        }
        for (Shard shard : commits.shards().values()) {
            int end = sequence.isOpen() ? shard.size() : shard.lastOf(received);
            for (int i = shard.firstAfter(sequence.startedMs()); i < end; i++) {
                int place = shard.place(i);
                if (!received.get(place) && due(part, place).isPresent()) {
                    missing++;
                    violations.add(
                            "missing: %s never received %s",
                            sequence.described(), commits.described(place));
                }
            }
        }
    }

    private Optional<Look> due(Viewed.Part part, int place) {
        Commit commit = commits.commit(place);
        return Look.due(commit.item(), commit.before(), commit.after(), part.interest());
    }

    /**
     * Returns the place of a look: each state of an item is left by one change and found by one.
     */
    private int place(Look look) {
        return look.newChange()
                .map(left -> byLeft.getOrDefault(left, CommitIndex.NONE))
                .or(
                        () ->
                                look.oldChange()
                                        .map(
                                                found ->
                                                        byFound.getOrDefault(
                                                                found, CommitIndex.NONE)))
                .orElse(CommitIndex.NONE);
    }

    private void leaked(Viewed.Part part, Look look, String due) {
        leaked++;
        violations.add(
                "leaked: %s with %s got %s, and may see %s",
                part.sequence().described(), part.interest(), look, due);
    }
}
