package dev.tablecast.functions.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.functions.limits.Subject;
import dev.tablecast.functions.simulation.SimulatedDynamoDb;
import dev.tablecast.functions.stored.StoredFormats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The rows of {@code WebSocketManager} as each release wrote them, without and with subscriptions.
 */
class StoredRowTest {
    private static final String TABLE = SimulatedDynamoDb.CONNECTIONS;
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String ID = "R0oXAdfD0kwCH6w=";
    private static final String VIEW = "AZaz09-_AZaz09-_";
    private static final Map<String, AttributeValue> KEY =
            Map.of("ConnectionId", AttributeValue.fromS(ID));

    private final SimulatedDynamoDb dynamoDb = SimulatedDynamoDb.direct();
    private final DynamoDbConnections connections = new DynamoDbConnections(dynamoDb, TABLE);
    private final SubscriptionRows rows =
            new SubscriptionRows(dynamoDb, TABLE, InstantSource.fixed(NOW));

    static List<String> releases() {
        return StoredFormats.releases();
    }

    @Test
    void theFormatsOfTheNextReleaseAreKept() {
        connections.put(
                new Connection(
                        ID,
                        NOW,
                        Optional.of(NOW.plusSeconds(3600)),
                        Optional.of(Subject.of("ada")),
                        true,
                        Optional.empty()));
        StoredFormats.assertWritten("connection", row());

        assertThat(rows.put(ID, new Subscription("a", 3, VIEW), () -> {}))
                .isEqualTo(SubscriptionRows.Change.DONE);
        StoredFormats.assertWritten("subscriber", row());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aConnectionOfAnEarlierReleaseCanSubscribe(String release) {
        plant(release, "connection");

        assertThat(rows.put(ID, new Subscription("a", 1, VIEW), () -> {}))
                .isEqualTo(SubscriptionRows.Change.DONE);
        assertThat(subscriptions().active()).containsExactly(new Subscription("a", 1, VIEW));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void itsSubscriptionsKeepTheirOrder(String release) {
        plant(release, "subscriber");

        assertThat(rows.put(ID, new Subscription("a", 3, "z".repeat(16)), () -> {}))
                .isEqualTo(SubscriptionRows.Change.STALE);
        assertThat(rows.put(ID, new Subscription("b", 1, VIEW), () -> {}))
                .isEqualTo(SubscriptionRows.Change.DONE);
        assertThat(subscriptions().active())
                .containsExactlyInAnyOrder(
                        new Subscription("a", 3, VIEW), new Subscription("b", 1, VIEW));
    }

    private Subscriptions subscriptions() {
        return Terms.parse(row().get(Terms.ATTRIBUTE).s()).subscriptions().orElseThrow();
    }

    private void plant(String release, String name) {
        dynamoDb.putItem(r -> r.tableName(TABLE).item(StoredFormats.item(release, name)));
    }

    private Map<String, AttributeValue> row() {
        return dynamoDb.getItem(r -> r.tableName(TABLE).key(KEY)).item();
    }
}
