package dev.tablecast.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Looks whether every open connection has its row: without it, a connection is silently behind from
 * the next change on, even if its client leaves before anyone could tell.
 */
final class RowAudit {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final String ID = "ConnectionId";

    /** What one BatchGetItem takes. */
    private static final int KEYS = 100;

    private final SystemUnderTest system;
    private final Map<String, String> foundWithoutRow = new ConcurrentHashMap<>();

    RowAudit(SystemUnderTest system) {
        this.system = system;
    }

    /** Those that were open without a row at some time: the client's name for each, by its id. */
    Map<String, String> foundWithoutRow() {
        return Map.copyOf(foundWithoutRow);
    }

    /** The ids of all rows. */
    Set<String> rows() {
        return system
                .dynamoDb()
                .scanPaginator(
                        request ->
                                request.tableName(system.connectionsTable()).consistentRead(true))
                .items()
                .stream()
                .map(row -> row.get(ID).s())
                .collect(Collectors.toSet());
    }

    void lookUntil(LoadPhase end) throws InterruptedException {
        while (!end.endsWithin(PERIOD)) {
            look();
        }
    }

    /**
     * A row is there before its connection opens, and goes only after it has ended: one that was
     * open before and after its row wasn't found was open without it.
     */
    void look() {
        List<String> open = List.copyOf(system.openConnections().keySet());
        var missing = new HashSet<String>();
        for (int start = 0; start < open.size(); start += KEYS) {
            missing.addAll(missing(open.subList(start, Math.min(start + KEYS, open.size()))));
        }
        var stillOpen = new HashMap<>(system.openConnections());
        stillOpen.keySet().retainAll(missing);
        foundWithoutRow.putAll(stillOpen);
    }

    /** BatchGetItem, which the system itself never calls: so no fault is spent on it. */
    private Set<String> missing(List<String> ids) {
        var answer =
                system.dynamoDb()
                        .batchGetItem(
                                request ->
                                        request.requestItems(
                                                Map.of(system.connectionsTable(), keys(ids))));
        var missing = new HashSet<>(ids);
        var found = new ArrayList<>(answer.responses().get(system.connectionsTable()));
        answer.unprocessedKeys().values().forEach(left -> found.addAll(left.keys()));
        found.forEach(row -> missing.remove(row.get(ID).s()));
        return missing;
    }

    private static KeysAndAttributes keys(List<String> ids) {
        return KeysAndAttributes.builder()
                .consistentRead(true)
                .keys(ids.stream().map(id -> Map.of(ID, AttributeValue.fromS(id))).toList())
                .build();
    }
}
