package dev.tablecast.soak.system;

import dev.tablecast.soak.phase.LoadPhase;
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
 * The audit of rows: it looks for open connections without a row. Such a connection misses the next
 * change silently, even if its client disconnects before that shows.
 */
public final class RowAudit {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final String ID = "ConnectionId";

    /** The maximum number of keys of a BatchGetItem. */
    private static final int KEYS = 100;

    private final SystemUnderTest system;
    private final Map<String, String> foundWithoutRow = new ConcurrentHashMap<>();

    public RowAudit(SystemUnderTest system) {
        this.system = system;
    }

    /** Returns connections that were open without a row at some time: client's name by id. */
    public Map<String, String> foundWithoutRow() {
        return Map.copyOf(foundWithoutRow);
    }

    /** Returns the ids of all rows. */
    public Set<String> rows() {
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

    public void lookUntil(LoadPhase end) throws InterruptedException {
        while (!end.endsWithin(PERIOD)) {
            look();
        }
    }

    /**
     * Looks once. A row exists before its connection opens until after its end, so a connection
     * that was open before and after its row wasn't found was open without a row.
     */
    public void look() {
        List<String> open = List.copyOf(system.openConnections().keySet());
        var missing = new HashSet<String>();
        for (int start = 0; start < open.size(); start += KEYS) {
            missing.addAll(missing(open.subList(start, Math.min(start + KEYS, open.size()))));
        }
        var stillOpen = new HashMap<>(system.openConnections());
        stillOpen.keySet().retainAll(missing);
        foundWithoutRow.putAll(stillOpen);
    }

    /** Calls BatchGetItem, which the system never calls and faults therefore spare. */
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
