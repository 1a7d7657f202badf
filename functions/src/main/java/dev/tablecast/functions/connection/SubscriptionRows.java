package dev.tablecast.functions.connection;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionRows.class);

    /** The result of a change of a row. */
    public enum Change {
        DONE,
        /** This change, or a later one of the subscription, was done before. */
        STALE,
        /** The connection has as many subscriptions as it may have. */
        FULL,
        /** The client changed its subscriptions too often. */
        TOO_OFTEN,
        /** The connection has no row that can be read: it ends, or was closed. */
        NO_ROW
    }

    /**
     * Adds, replaces or ends a subscription.
     *
     * @param before runs before the row names the subscription's view, and only then
     */
    public Change put(String connectionId, Subscription subscription, Runnable before) {
        while (true) {
            Map<String, AttributeValue> key = ConnectionKey.of(connectionId);
            var row = row(key);
            Optional<Terms> terms = terms(row);
            if (terms.isEmpty()) {
                return Change.NO_ROW;
            }
            var known = terms.get().subscriptions().orElse(Subscriptions.NONE);
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
            if (replaced(key, row, terms.get().with(after), nextRate.get().text())) {
                return Change.DONE;
            }
        }
    }

    public Change end(String connectionId, String sub, long rev) {
        return put(connectionId, Subscription.ended(sub, rev), () -> {});
    }

    /** Ends a subscription that was put and can't be served; a later change of it stays. */
    public void withdraw(String connectionId, Subscription subscription) {
        Map<String, AttributeValue> key = ConnectionKey.of(connectionId);
        while (true) {
            var row = row(key);
            Optional<Terms> terms = terms(row);
            var known = terms.flatMap(Terms::subscriptions).orElse(Subscriptions.NONE);
            if (!known.all().contains(subscription)) {
                return;
            }
            var ended = known.with(Subscription.ended(subscription.sub(), subscription.rev()));
            if (replaced(key, row, terms.orElseThrow().with(ended), row.get("SubsRate").s())) {
                return;
            }
        }
    }

    private Map<String, AttributeValue> row(Map<String, AttributeValue> key) {
        return dynamoDb.getItem(request -> request.tableName(table).key(key).consistentRead(true))
                .item();
    }

    /** Returns the terms of a row; empty if there is no row, or none that can be read. */
    private static Optional<Terms> terms(Map<String, AttributeValue> row) {
        try {
            return Optional.ofNullable(row.get(Terms.ATTRIBUTE))
                    .map(AttributeValue::s)
                    .map(Terms::parse);
        } catch (IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("A connection's row can't be read; the connection is closed");
            return Optional.empty();
        }
    }

    private boolean replaced(
            Map<String, AttributeValue> key,
            Map<String, AttributeValue> row,
            Terms after,
            String rate) {
        Map<String, AttributeValue> values =
                Map.of(
                        ":was", row.get(Terms.ATTRIBUTE),
                        ":terms", AttributeValue.fromS(after.text()),
                        ":rate", AttributeValue.fromS(rate));
        try {
            dynamoDb.updateItem(
                    request ->
                            request.tableName(table)
                                    .key(key)
                                    .updateExpression("SET Terms = :terms, SubsRate = :rate")
                                    .conditionExpression("Terms = :was")
                                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // Someone else changed the row first: look again.
            return false;
        }
    }
}
