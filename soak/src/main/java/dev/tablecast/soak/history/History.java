package dev.tablecast.soak.history;

import dev.tablecast.soak.protocol.SentChange;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The record of a soak, the checker's only input.
 *
 * @param commits the committed changes in the order of each shard, parent shards first, and so in
 *     the order of each item
 * @param sent the distinct changes in all messages; the index of each is its id
 * @param connections all connections that have been open
 * @param sequences the sequences of all clients that see everything
 * @param viewed the sequences of all clients that see a part
 * @param gatewayConnections the connections open at the gateway at the end: client's name by id
 * @param rows the ids in the connections table at the end
 * @param foundWithoutRow connections that were open without a row at some time: client's name by id
 * @param atMs the time of the end
 * @param givenUp the number of batches that Lambda gave up, whose changes are in no log
 */
public record History(
        List<Commit> commits,
        List<SentChange> sent,
        List<Reception> connections,
        List<Sequence> sequences,
        Viewed viewed,
        Map<String, String> gatewayConnections,
        Set<String> rows,
        Map<String, String> foundWithoutRow,
        int atMs,
        int givenUp) {
    public History {
        commits = List.copyOf(commits);
        sent = List.copyOf(sent);
        connections = List.copyOf(connections);
        sequences = List.copyOf(sequences);
        gatewayConnections = Map.copyOf(gatewayConnections);
        rows = Set.copyOf(rows);
        foundWithoutRow = Map.copyOf(foundWithoutRow);
    }
}
