package dev.tablecast.soak;

import dev.tablecast.soak.CommitIndex.Shard;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the table committed with what each client received.
 *
 * <p>A connection is owed every change that was asked for after its handshake was complete, and
 * with it all that its shard has after such a change. Of what it is owed,
 *
 * <ul>
 *   <li>one that is open in the end has lost what it hasn't received;
 *   <li>one that has ended has lost what it hasn't received though it received a later change of
 *       the shard: a shard's changes are broadcast one after the other, so it was silently behind.
 *       It is owed nothing after the last change that it received: it left, or knows that it ended;
 *   <li>a change is out of order if it is first received after a later one of its item. A change
 *       that comes once more, after later ones, is a duplicate and nothing else.
 * </ul>
 *
 * <p>Whatever the client thinks, a connection that the gateway has as open has a row, and has ended
 * soon after the end of its token.
 */
final class Checker {
    /** For a sweep that comes every two seconds, fails now and then, and closes. */
    static final int LATEST_CLOSE_MS = 15_000;

    private final History history;
    private final CommitIndex commits;
    private final Violations violations = new Violations();
    private final BitSet receivedBySomeone = new BitSet();
    private long deliveries;
    private long duplicates;
    private int lost;
    private int outOfOrder;

    private Checker(History history) {
        this.history = history;
        this.commits = new CommitIndex(history.commits());
    }

    static Verdict check(History history) {
        return new Checker(history).check();
    }

    private Verdict check() {
        history.connections().forEach(this::checkReception);
        int livePruned = countLivePruned();
        int withoutRow = countWithoutRow();
        int overdue = countOverdue();
        int ghosts = countGhosts();
        int blocked = countBlocked();
        return new Verdict(
                deliveries,
                duplicates,
                lost,
                outOfOrder,
                livePruned,
                withoutRow,
                overdue,
                ghosts,
                blocked,
                violations.lines());
    }

    private void checkReception(Reception connection) {
        BitSet received = checkOrder(connection);
        for (Shard shard : commits.shards().values()) {
            int first = shard.firstAfter(connection.openedMs());
            int end = connection.open() ? shard.size() : lastReceived(shard, received);
            for (int i = first; i < end; i++) {
                if (!received.get(shard.place(i))) {
                    lost(connection, shard.place(i));
                }
            }
        }
        receivedBySomeone.or(received);
    }

    /** Returns the places of what was received. */
    private BitSet checkOrder(Reception connection) {
        var received = new BitSet(commits.size());
        Map<String, Integer> newest = new HashMap<>();
        Receipts receipts = connection.receipts();
        for (int i = 0; i < receipts.size(); i++) {
            int place = commits.place(receipts.change(i));
            deliveries++;
            if (place == CommitIndex.NONE) {
                neverCommitted(connection, receipts.change(i));
            } else if (received.get(place)) {
                duplicates++;
            } else {
                received.set(place);
                int newestBefore = newest.merge(commits.commit(place).item(), place, Math::max);
                if (newestBefore > place && isOwed(connection, place)) {
                    outOfOrder(connection, place, newestBefore);
                }
            }
        }
        return received;
    }

    private boolean isOwed(Reception connection, int place) {
        Shard shard = commits.shardOf(place);
        int first = shard.firstAfter(connection.openedMs());
        return first < shard.size() && place >= shard.place(first);
    }

    private static int lastReceived(Shard shard, BitSet received) {
        for (int i = shard.size() - 1; i >= 0; i--) {
            if (received.get(shard.place(i))) {
                return i;
            }
        }
        return 0;
    }

    private void lost(Reception connection, int place) {
        lost++;
        violations.add(
                "lost: %s never received %s%s",
                described(connection),
                described(place),
                connection.open() ? "" : ", but received later changes of the shard");
    }

    private void outOfOrder(Reception connection, int place, int newer) {
        outOfOrder++;
        violations.add(
                "out of order: %s received %s only after %s",
                described(connection), described(place), described(newer));
    }

    private void neverCommitted(Reception connection, int change) {
        outOfOrder++;
        violations.add(
                "out of order: %s received change %d, which the table never committed",
                described(connection), change);
    }

    private int countLivePruned() {
        Map<String, Reception> byName = byName();
        Map<String, String> pruned = new TreeMap<>();
        history.gatewayConnections()
                .forEach(
                        (id, name) -> {
                            if (isOpen(byName.get(name)) && !history.rows().contains(id)) {
                                pruned.put(id, name);
                            }
                        });
        pruned.forEach(
                (id, name) -> {
                    violations.add(
                            "live pruned: %s was without its row, %s",
                            described(byName.get(name), name), id);
                });
        return pruned.size();
    }

    private int countWithoutRow() {
        Map<String, Reception> byName = byName();
        Map<String, String> found = new TreeMap<>(history.gatewayConnections());
        found.keySet().removeAll(history.rows());
        found.putAll(history.foundWithoutRow());
        found.forEach(
                (id, name) ->
                        violations.add(
                                "without row: %s was open at the gateway without its row, %s",
                                described(byName.get(name), name), id));
        return found.size();
    }

    private int countOverdue() {
        Map<String, Reception> byName = byName();
        List<Reception> overdue =
                new TreeMap<>(history.gatewayConnections())
                        .values().stream()
                                .map(byName::get)
                                .filter(Objects::nonNull)
                                .filter(
                                        connection ->
                                                connection.tokenEndsMs() + LATEST_CLOSE_MS
                                                        < history.atMs())
                                .toList();
        overdue.forEach(
                connection ->
                        violations.add(
                                "overdue: %s is open though its token ended at %,d ms",
                                described(connection), connection.tokenEndsMs()));
        return overdue.size();
    }

    private int countGhosts() {
        Map<String, Reception> byName = byName();
        Map<String, String> names = history.gatewayConnections();
        List<String> ghosts =
                history.rows().stream()
                        .filter(id -> !isOpen(byName.get(names.getOrDefault(id, ""))))
                        .sorted()
                        .toList();
        ghosts.forEach(id -> violations.add("ghost: %s has a row and isn't open", id));
        return ghosts.size();
    }

    private int countBlocked() {
        Set<String> blocked = new TreeSet<>(history.givenUpShards());
        blocked.forEach(shard -> violations.add("blocked: %s had changes given up", shard));
        commits.shards()
                .forEach(
                        (name, shard) -> {
                            if (!receivedBySomeone.get(shard.last()) && blocked.add(name)) {
                                violations.add("blocked: nobody received the last of %s", name);
                            }
                        });
        return blocked.size();
    }

    private Map<String, Reception> byName() {
        return history.connections().stream()
                .collect(Collectors.toMap(Reception::name, connection -> connection));
    }

    private static boolean isOpen(@Nullable Reception connection) {
        return connection != null && connection.open();
    }

    /** A connection that never opened in its client's eyes has nothing but a name. */
    private static String described(@Nullable Reception connection, String name) {
        return connection == null ? name : described(connection);
    }

    private static String described(Reception connection) {
        return "%s (opened at %,d ms, after %,d ms; %s)"
                .formatted(
                        connection.name(),
                        connection.openedMs(),
                        connection.openedMs() - connection.askedMs(),
                        connection.open() ? "open" : "ended");
    }

    private String described(int place) {
        Commit commit = commits.commit(place);
        return "change %d of %s (asked for at %,d ms, number %d of %d)"
                .formatted(
                        commit.change(),
                        commit.item(),
                        commit.startedMs(),
                        place + 1,
                        commits.size());
    }
}
