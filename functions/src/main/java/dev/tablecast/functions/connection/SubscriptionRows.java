package dev.tablecast.functions.connection;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The subscriptions in the rows of {@code WebSocketManager}.
 *
 * <p>API Gateway promises no order between a client's messages: only a change with a greater {@code
 * rev} than before is done, and only while the row exists.
 */
public record SubscriptionRows(DynamoDbClient dynamoDb, String table, InstantSource clock) {
    /** The result of a change of a row. */
    public enum Change {
        DONE,
        /** This change, or a later one of the subscription, was done before. */
        STALE,
        /** The connection has as many subscriptions as it may have. */
        FULL,
        /** It has changed its subscriptions too often of late. */
        TOO_OFTEN,
        /** The connection has no row: it ends, or was closed. */
        NO_ROW
    }

    /**
     * Adds, replaces or ends a subscription.
     *
     * @param before runs before the row names the subscription's view, and only then
     */
    public Change put(String connectionId, Subscription subscription, Runnable before) {
        while (true) {
            Map<String, AttributeValue> key = key(connectionId);
            var row = row(key);
            if (row.isEmpty()) {
                return Change.NO_ROW;
            }
            AttributeValue was = row.get("Subs");
            var known = was == null ? Subscriptions.NONE : Subscriptions.parse(was.s());
            var same = known.find(subscription.sub());
            if (same.isPresent() && same.get().rev() >= subscription.rev()) {
                return Change.STALE;
            }
            var after = known.with(subscription);
            if (after.active().size() > Subscriptions.MOST) {
                return Change.FULL;
            }
            AttributeValue rate = row.get("SubsRate");
            var nextRate = ChangeRate.next(rate == null ? "" : rate.s(), clock.instant());
            if (nextRate.isEmpty()) {
                return Change.TOO_OFTEN;
            }
            before.run();
            if (replaced(key, was, after, nextRate.get().text())) {
                return Change.DONE;
            }
        }
    }

    public Change end(String connectionId, String sub, long rev) {
        return put(connectionId, Subscription.ended(sub, rev), () -> {});
    }

    /** Ends a subscription that was put and can't be served; a later change of it stays. */
    public void withdraw(String connectionId, Subscription subscription) {
        Map<String, AttributeValue> key = key(connectionId);
        while (true) {
            var row = row(key);
            AttributeValue was = row.get("Subs");
            if (was == null || !Subscriptions.parse(was.s()).all().contains(subscription)) {
                return;
            }
            var after =
                    Subscriptions.parse(was.s())
                            .with(Subscription.ended(subscription.sub(), subscription.rev()));
            if (replaced(key, was, after, row.get("SubsRate").s())) {
                return;
            }
        }
    }

    private static Map<String, AttributeValue> key(String connectionId) {
        return Map.of("ConnectionId", AttributeValue.fromS(connectionId));
    }

    private Map<String, AttributeValue> row(Map<String, AttributeValue> key) {
        return dynamoDb.getItem(request -> request.tableName(table).key(key).consistentRead(true))
                .item();
    }

    private boolean replaced(
            Map<String, AttributeValue> key,
            @Nullable AttributeValue was,
            Subscriptions after,
            String rate) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":subs", AttributeValue.fromS(after.text()));
        values.put(":rate", AttributeValue.fromS(rate));
        if (was != null) {
            values.put(":was", was);
        }
        try {
            dynamoDb.updateItem(
                    request ->
                            request.tableName(table)
                                    .key(key)
                                    .updateExpression("SET Subs = :subs, SubsRate = :rate")
                                    .conditionExpression(
                                            "attribute_exists(ConnectionId) AND "
                                                    + (was == null
                                                            ? "attribute_not_exists(Subs)"
                                                            : "Subs = :was"))
                                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // Someone else changed the row first: look again.
            return false;
        }
    }
}
