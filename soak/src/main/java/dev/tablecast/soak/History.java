package dev.tablecast.soak;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that happened, as far as the promise is concerned.
 *
 * @param commits in the order of each shard, and a parent's before its children's: so in the order
 *     of each item
 * @param gatewayConnections the connections that the gateway had as open in the end: the name that
 *     the client gave, by id
 * @param rows the ids in the connections table in the end
 * @param foundWithoutRow those that were open without a row at some time before the end: the name
 *     that the client gave, by id
 * @param atMs when the end was
 * @param givenUpShards the shards of the batches in the on-failure queue
 */
record History(
        List<Commit> commits,
        List<Reception> connections,
        Map<String, String> gatewayConnections,
        Set<String> rows,
        Map<String, String> foundWithoutRow,
        int atMs,
        Set<String> givenUpShards) {
    History {
        commits = List.copyOf(commits);
        connections = List.copyOf(connections);
        gatewayConnections = Map.copyOf(gatewayConnections);
        rows = Set.copyOf(rows);
        foundWithoutRow = Map.copyOf(foundWithoutRow);
        givenUpShards = Set.copyOf(givenUpShards);
    }
}
