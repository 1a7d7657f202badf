package dev.tablecast.soak.checks;

import dev.tablecast.soak.history.History;
import dev.tablecast.soak.history.Reception;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of rows with connections.
 *
 * @param livePruned connections without a row that are open at the end for gateway and client
 * @param withoutRow connections without a row that were open at the gateway at any time
 * @param overdue connections that are open at the end, long after the end of their token
 * @param ghosts rows at the end without an open connection
 */
record ConnectionCheck(int livePruned, int withoutRow, int overdue, int ghosts) {
    /**
     * The time that a connection may outlive its token; a sweep, which may fail, runs every 2 s.
     */
    static final int LATEST_CLOSE_MS = 15_000;

    static ConnectionCheck of(History history, Violations violations) {
        Map<String, Reception> byName =
                history.connections().stream()
                        .collect(Collectors.toMap(Reception::name, connection -> connection));
        return new ConnectionCheck(
                countLivePruned(history, byName, violations),
                countWithoutRow(history, byName, violations),
                countOverdue(history, byName, violations),
                countGhosts(history, byName, violations));
    }

    private static int countLivePruned(
            History history, Map<String, Reception> byName, Violations violations) {
        Map<String, String> pruned = new TreeMap<>();
        history.gatewayConnections()
                .forEach(
                        (id, name) -> {
                            if (isOpen(byName.get(name)) && !history.rows().contains(id)) {
                                pruned.put(id, name);
                            }
                        });
        pruned.forEach(
                (id, name) ->
                        violations.add(
                                "live pruned: %s was without its row, %s",
                                described(byName.get(name), name), id));
        return pruned.size();
    }

    private static int countWithoutRow(
            History history, Map<String, Reception> byName, Violations violations) {
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

    private static int countOverdue(
            History history, Map<String, Reception> byName, Violations violations) {
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

    private static int countGhosts(
            History history, Map<String, Reception> byName, Violations violations) {
        Map<String, String> names = history.gatewayConnections();
        List<String> ghosts =
                history.rows().stream()
                        .filter(id -> !isOpen(byName.get(names.getOrDefault(id, ""))))
                        .sorted()
                        .toList();
        ghosts.forEach(id -> violations.add("ghost: %s has a row and isn't open", id));
        return ghosts.size();
    }

    private static boolean isOpen(@Nullable Reception connection) {
        return connection != null && connection.open();
    }

    /** Describes a connection; one that never opened for its client has only a name. */
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
}
