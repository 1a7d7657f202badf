package dev.tablecast.soak;

import dev.tablecast.soak.protocol.Position;
import dev.tablecast.soak.protocol.ToldChange;
import dev.tablecast.soak.protocol.ToldChanges;
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
 * Tells a history: a change is asked for every 10 ms from 10 ms on, so that change 3 was asked for
 * at 30 ms, and a connection of name {@code a} has the id {@code id-a}.
 */
final class Histories {
    /** That of a token which outlasts every history. */
    private static final int NO_END = 1_000_000_000;

    private static final String EPOCH = "e1";

    private final List<Commit> commits = new ArrayList<>();
    private final ToldChanges told = new ToldChanges();
    private final List<Reception> connections = new ArrayList<>();
    private final List<Sequence> sequences = new ArrayList<>();
    private final ToldChanges shownToParts = new ToldChanges();
    private final Looks looks = new Looks();
    private final List<Viewed.Part> parts = new ArrayList<>();
    private final Map<String, String> gateway = new HashMap<>();
    private final Set<String> rows = new HashSet<>();
    private final Map<String, String> foundWithoutRow = new HashMap<>();
    private final int atMs = 1_000_000;
    private int givenUp;

    /** The next change, of an item in the only shard. */
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

    /** A change of an item that no view looks at. */
    static Commit commit(String shard, String item, int change, int startedMs, int acknowledgedMs) {
        return new Commit(
                shard, item, change, startedMs, acknowledgedMs, Optional.empty(), Optional.empty());
    }

    /** The next change, between two states of an item. */
    Histories commits(String item, Optional<Facts> before, Optional<Facts> after) {
        int number = after.map(Facts::change).orElseGet(() -> -before.orElseThrow().change());
        int startedMs = (commits.size() + 1) * 10;
        commits.add(new Commit("shard", item, number, startedMs, startedMs + 1, before, after));
        return this;
    }

    /** A client that sees a part, with what it was shown from number 0 on, by number. */
    Histories views(Interest interest, Sequence.End end, Map<Integer, Look> shown) {
        return views(interest, end, Optional.empty(), shown);
    }

    Histories views(
            Interest interest, Sequence.End end, Optional<String> reset, Map<Integer, Look> shown) {
        var receipts = new Receipts();
        shown.forEach(
                (number, look) ->
                        receipts.add(shownToParts.told(EPOCH, number, looks.number(look)).id(), 0));
        var start = Optional.of(new Position(EPOCH, 0, "v"));
        parts.add(
                new Viewed.Part(interest, new Sequence("p", start, 0, end, reset, receipts.all())));
        return this;
    }

    Histories commits(Commit commit) {
        commits.add(commit);
        return this;
    }

    /** A change for which its writer never got an answer. */
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

    /** The same, with a token that ended at this time before the end. */
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
                .forEach(change -> receipts.add(told(change).id(), change * 10 + 15));
        boolean open = end == Sequence.End.OPEN;
        connections.add(
                new Reception(
                        name, openedMs - 3, openedMs, open, false, tokenEndsMs, receipts.all()));
        sequences.add(
                new Sequence(
                        name, Optional.empty(), openedMs, end, Optional.empty(), receipts.all()));
        return this;
    }

    /** Committed changes are numbered in their order. */
    private ToldChange told(int change) {
        int place = commits.stream().map(Commit::change).toList().indexOf(change);
        return told.told(EPOCH, place < 0 ? 1_000 : place + 1, change);
    }

    /** A client that resumes, connected in the end, with what it applied from a position on. */
    Histories follows(String name, long start, int startedMs, int... applied) {
        return sequence(name, start, startedMs, Sequence.End.OPEN, Optional.empty(), applied);
    }

    /** The same, up to the time at which it wasn't connected any more. */
    Histories followed(String name, long start, int startedMs, int... applied) {
        return sequence(name, start, startedMs, Sequence.End.ENDED, Optional.empty(), applied);
    }

    /** The same, up to a reset, and from there on. */
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
        Arrays.stream(applied).forEach(change -> receipts.add(told(change).id(), 0));
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

    /** A client that resumes and applied these, with their numbers as it was told. */
    Histories followsTold(String name, ToldAs... applied) {
        var receipts = new Receipts();
        for (ToldAs one : applied) {
            receipts.add(told.told(one.epoch(), one.number(), one.change()).id(), 0);
        }
        return sequence(name, 0, 0, Sequence.End.OPEN, Optional.empty(), receipts);
    }

    record ToldAs(String epoch, long number, int change) {
        ToldAs(long number, int change) {
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

    /** The gateway hasn't noticed that a connection has ended. */
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

    History told() {
        return new History(
                commits,
                told.all(),
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
