package dev.tablecast.soak.checks;

import dev.tablecast.soak.history.Commit;
import dev.tablecast.soak.history.History;
import dev.tablecast.soak.history.Receipts;
import dev.tablecast.soak.history.Reception;
import dev.tablecast.soak.history.Sequence;
import dev.tablecast.soak.history.Viewed;
import dev.tablecast.soak.protocol.Position;
import dev.tablecast.soak.protocol.SentChange;
import dev.tablecast.soak.protocol.SentChanges;
import dev.tablecast.soak.view.Facts;
import dev.tablecast.soak.view.Interest;
import dev.tablecast.soak.view.Look;
import dev.tablecast.soak.view.Looks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A builder of histories. A write starts every 10 ms (change 3 at 30 ms), and the connection with
 * the name {@code a} has the id {@code id-a}.
 */
final class Histories {
    /** The end of a token that outlasts every history. */
    private static final int NO_END = 1_000_000_000;

    private static final String EPOCH = "e1";

    private final List<Commit> commits = new ArrayList<>();
    private final SentChanges sent = new SentChanges();
    private final List<Reception> connections = new ArrayList<>();
    private final List<Sequence> sequences = new ArrayList<>();
    private final SentChanges shownToParts = new SentChanges();
    private final Looks looks = new Looks();
    private final List<Viewed.Part> parts = new ArrayList<>();
    private final Map<String, String> gateway = new HashMap<>();
    private final Set<String> rows = new HashSet<>();
    private final Map<String, String> foundWithoutRow = new HashMap<>();
    private final int atMs = 1_000_000;
    private int givenUp;

    /** Adds the next change, of an item in the only shard. */
    Histories commits(String... items) {
        for (String item : items) {
            commitsTo("shard", item);
        }
        return this;
    }

    Histories commitsTo(String shard, String item) {
        int number = commits.size() + 1;
        commits.add(commit(shard, item, number, number * 10, number * 10 + 1));
        return this;
    }

    /** Returns a change whose images no view reads. */
    static Commit commit(String shard, String item, int change, int startedMs, int acknowledgedMs) {
        return new Commit(
                shard, item, change, startedMs, acknowledgedMs, Optional.empty(), Optional.empty());
    }

    /** Adds the next change, between two states of an item. */
    Histories commits(String item, Optional<Facts> before, Optional<Facts> after) {
        int number = after.map(Facts::change).orElseGet(() -> -before.orElseThrow().change());
        int startedMs = (commits.size() + 1) * 10;
        commits.add(new Commit("shard", item, number, startedMs, startedMs + 1, before, after));
        return this;
    }

    /** Adds a client that sees a part, with the looks that it received, by number. */
    Histories views(Interest interest, Sequence.End end, Map<Integer, Look> shown) {
        return views(interest, end, Optional.empty(), shown);
    }

    Histories views(
            Interest interest, Sequence.End end, Optional<String> reset, Map<Integer, Look> shown) {
        var receipts = new Receipts();
        shown.forEach(
                (number, look) ->
                        receipts.add(
                                shownToParts.change(EPOCH, number, looks.number(look)).id(), 0));
        var start = Optional.of(new Position(EPOCH, 0, "v"));
        parts.add(
                new Viewed.Part(interest, new Sequence("p", start, 0, end, reset, receipts.all())));
        return this;
    }

    Histories commits(Commit commit) {
        commits.add(commit);
        return this;
    }

    /** Adds a change whose write was never acknowledged. */
    Histories commitsUnanswered(String item) {
        commits.add(commit("shard", item, commits.size() + 1, Commit.UNKNOWN, Commit.UNKNOWN));
        return this;
    }

    /**
     * A plain client's connection that is open in the end, in its client's eyes, the gateway's and
     * the table.
     */
    Histories open(String name, int openedMs, int... received) {
        gateway.put("id-" + name, name);
        rows.add("id-" + name);
        return plain(name, openedMs, NO_END, Sequence.End.OPEN, received);
    }

    /** Adds the same with a token that ended at this time before the end. */
    Histories openWithTokenEnded(String name, int msBefore, int... received) {
        gateway.put("id-" + name, name);
        rows.add("id-" + name);
        return plain(name, 3, atMs - msBefore, Sequence.End.OPEN, received);
    }

    Histories ended(String name, int openedMs, int... received) {
        return plain(name, openedMs, NO_END, Sequence.End.ENDED, received);
    }

    private Histories plain(
            String name, int openedMs, int tokenEndsMs, Sequence.End end, int... received) {
        var receipts = new Receipts();
        Arrays.stream(received)
                .forEach(change -> receipts.add(sent(change).id(), change * 10 + 15));
        boolean open = end == Sequence.End.OPEN;
        connections.add(
                new Reception(
                        name, openedMs - 3, openedMs, open, false, tokenEndsMs, receipts.all()));
        sequences.add(
                new Sequence(
                        name, Optional.empty(), openedMs, end, Optional.empty(), receipts.all()));
        return this;
    }

    /** Returns a change with its number in the log: committed changes are numbered in order. */
    private SentChange sent(int change) {
        int place = commits.stream().map(Commit::change).toList().indexOf(change);
        return sent.change(EPOCH, place < 0 ? 1_000 : place + 1, change);
    }

    /** Adds a resuming client, connected at the end, with the changes that it applied. */
    Histories follows(String name, long start, int startedMs, int... applied) {
        return sequence(name, start, startedMs, Sequence.End.OPEN, Optional.empty(), applied);
    }

    /** Adds a resuming client that is no longer connected at the end. */
    Histories followed(String name, long start, int startedMs, int... applied) {
        return sequence(name, start, startedMs, Sequence.End.ENDED, Optional.empty(), applied);
    }

    /** Adds a resuming client with a reset, and the changes before and after it. */
    Histories followsReset(
            String name, int[] before, long restart, int restartedMs, int... applied) {
        sequence(name, 0, 0, Sequence.End.RESET, Optional.empty(), before);
        return sequence(
                name, restart, restartedMs, Sequence.End.OPEN, Optional.of("epoch"), applied);
    }

    private Histories sequence(
            String name,
            long start,
            int startedMs,
            Sequence.End end,
            Optional<String> reset,
            int... applied) {
        var receipts = new Receipts();
        Arrays.stream(applied).forEach(change -> receipts.add(sent(change).id(), 0));
        return sequence(name, start, startedMs, end, reset, receipts);
    }

    private Histories sequence(
            String name,
            long start,
            int startedMs,
            Sequence.End end,
            Optional<String> reset,
            Receipts receipts) {
        var position = new Position(EPOCH, start, "v");
        sequences.add(
                new Sequence(name, Optional.of(position), startedMs, end, reset, receipts.all()));
        return this;
    }

    /** Adds a client that resumes and applied these changes under these numbers. */
    Histories followsAs(String name, SentAs... applied) {
        var receipts = new Receipts();
        for (SentAs one : applied) {
            receipts.add(sent.change(one.epoch(), one.number(), one.change()).id(), 0);
        }
        return sequence(name, 0, 0, Sequence.End.OPEN, Optional.empty(), receipts);
    }

    record SentAs(String epoch, long number, int change) {
        SentAs(long number, int change) {
            this(EPOCH, number, change);
        }
    }

    Histories row(String id) {
        rows.add(id);
        return this;
    }

    Histories withoutRow(String id) {
        rows.remove(id);
        return this;
    }

    /** Adds an ended connection that is still open at the gateway. */
    Histories gatewayTakesForOpen(String name) {
        gateway.put("id-" + name, name);
        return this;
    }

    Histories foundWithoutRow(String name) {
        foundWithoutRow.put("id-" + name, name);
        return this;
    }

    Histories givesUp() {
        givenUp++;
        return this;
    }

    History history() {
        return new History(
                commits,
                sent.all(),
                connections,
                sequences,
                new Viewed(shownToParts.all(), looks.all(), parts),
                gateway,
                rows,
                foundWithoutRow,
                atMs,
                givenUp);
    }
}
