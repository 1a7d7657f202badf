package dev.tablecast.soak;

import dev.tablecast.soak.protocol.ToldChange;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that happened, as far as the promise is concerned.
 *
 * @param commits in the order of each shard, and a parent's before its children's: so in the order
 *     of each item
 * @param told every change that any message told, by its id
 * @param sequences what each client got that sees everything, from each of its starts on
 * @param viewed what each client got that sees a part
 * @param gatewayConnections the connections that the gateway had as open in the end: the name that
 *     the client gave, by id
 * @param rows the ids in the connections table in the end
 * @param foundWithoutRow those that were open without a row at some time before the end: the name
 *     that the client gave, by id
 * @param atMs when the end was
 * @param givenUp how many batches Lambda gave up: their changes are in no log
 */
record History(
        List<Commit> commits,
        List<ToldChange> told,
        List<Reception> connections,
        List<Sequence> sequences,
        Viewed viewed,
        Map<String, String> gatewayConnections,
        Set<String> rows,
        Map<String, String> foundWithoutRow,
        int atMs,
        int givenUp) {
    History {
        commits = List.copyOf(commits);
        told = List.copyOf(told);
        connections = List.copyOf(connections);
        sequences = List.copyOf(sequences);
        gatewayConnections = Map.copyOf(gatewayConnections);
        rows = Set.copyOf(rows);
        foundWithoutRow = Map.copyOf(foundWithoutRow);
    }
}
