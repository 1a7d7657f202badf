package dev.tablecast.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells a history: a change is asked for every 10 ms from 10 ms on, so that change 3 was asked for
 * at 30 ms, and a connection of name {@code a} has the id {@code id-a}.
 */
final class Histories {
    /** That of a token which outlasts every history. */
    private static final int NO_END = 1_000_000_000;

    private final List<Commit> commits = new ArrayList<>();
    private final List<Reception> connections = new ArrayList<>();
    private final Map<String, String> gateway = new HashMap<>();
    private final Set<String> rows = new HashSet<>();
    private final Map<String, String> foundWithoutRow = new HashMap<>();
    private int atMs = 1_000_000;
    private final Set<String> givenUpShards = new HashSet<>();

    /** The next change, of an item in the only shard. */
    Histories commits(String... items) {
        for (String item : items) {
            commitsTo("shard", item);
        }
        return this;
    }

    Histories commitsTo(String shard, String item) {
        int number = commits.size() + 1;
        commits.add(new Commit(shard, item, number, number * 10, number * 10 + 1));
        return this;
    }

    Histories commits(Commit commit) {
        commits.add(commit);
        return this;
    }

    /** A change for which its writer never got an answer. */
    Histories commitsUnanswered(String item) {
        commits.add(new Commit("shard", item, commits.size() + 1, Commit.UNKNOWN, Commit.UNKNOWN));
        return this;
    }

    /** A connection that is open in the end, in its client's eyes, the gateway's and the table. */
    Histories open(String name, int openedMs, int... received) {
        connections.add(
                new Reception(
                        name, openedMs - 3, openedMs, true, false, NO_END, receipts(received)));
        gateway.put("id-" + name, name);
        rows.add("id-" + name);
        return this;
    }

    /** The same, with a token that ended at this time before the end. */
    Histories openWithTokenEnded(String name, int msBefore, int... received) {
        open(name, 0);
        connections.removeLast();
        connections.add(
                new Reception(name, 0, 0, true, false, atMs - msBefore, receipts(received)));
        return this;
    }

    Histories ended(String name, int openedMs, int... received) {
        connections.add(
                new Reception(
                        name, openedMs - 3, openedMs, false, false, NO_END, receipts(received)));
        return this;
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

    Histories givesUp(String shard) {
        givenUpShards.add(shard);
        return this;
    }

    History told() {
        return new History(
                commits, connections, gateway, rows, foundWithoutRow, atMs, givenUpShards);
    }

    /** Each 15 ms after the change with its number was asked for. */
    static Receipts receipts(int... changes) {
        var receipts = new Receipts();
        Arrays.stream(changes).forEach(change -> receipts.add(change, change * 10 + 15));
        return receipts;
    }
}
