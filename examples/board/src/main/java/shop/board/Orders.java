package shop.board;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The table of orders, with the rules for its changes.
 *
 * <p>The tenant is always the caller's. Each item has the id of its latest {@code write}: by it, a
 * page recognizes its own change in the feed, and the server detects a repeated request. Each item
 * also has a {@code version}, which shows a page that a later change includes its own.
 */
public final class Orders {
    /** The largest order that a clerk may place. */
    private static final int CLERKS_MOST_CENTS = 50_000;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final InstantSource clock;

    public Orders(DynamoDbClient dynamoDb, String table, InstantSource clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
    }

    /**
     * Places an order and returns the item.
     *
     * @throws RefusedException if the caller isn't allowed to place it
     */
    public Map<String, AttributeValue> place(Caller caller, NewOrder order) {
        if (!caller.isManager() && order.cents() > CLERKS_MOST_CENTS) {
            throw new RefusedException(
                    403, "Clerks take orders of up to €500. Please ask a manager.");
        }
        if (!caller.isManager() && order.isForManagers()) {
            throw new RefusedException(403, "Only managers place orders that clerks don't see.");
        }
        var item = item(caller, order);
        try {
            dynamoDb.putItem(
                    put ->
                            put.tableName(table)
                                    .item(item)
                                    .conditionExpression("attribute_not_exists(id)")
                                    .returnValuesOnConditionCheckFailure(
                                            ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return item;
        } catch (ConditionalCheckFailedException e) {
            return ifDone(e.item(), order.write(), "An order with this id already exists.");
        }
    }

    /**
     * Changes an order's status and returns the item.
     *
     * @throws RefusedException if the caller isn't allowed to, or the order has another status now
     */
    Map<String, AttributeValue> move(Caller caller, Move move) {
        if (move.to() == Status.CANCELLED && !caller.isManager()) {
            throw new RefusedException(403, "Only a manager may cancel an order.");
        }
        if (!move.to().mayFollow(move.from())) {
            throw new RefusedException(
                    400, "to: %s can't follow %s".formatted(move.to(), move.from()));
        }
        try {
            return dynamoDb.updateItem(
                            update ->
                                    update.tableName(table)
                                            .key(key(caller, move.id()))
                                            .conditionExpression(
                                                    "#status = :from AND contains(readers, :role)")
                                            .updateExpression(
                                                    "SET #status = :to, #changed = :now, #by = :by,"
                                                        + " #write = :write, #version = #version +"
                                                        + " :one")
                                            .expressionAttributeNames(
                                                    Map.of(
                                                            "#status", "status",
                                                            "#changed", "changed",
                                                            "#by", "by",
                                                            "#write", "write",
                                                            "#version", "version"))
                                            .expressionAttributeValues(
                                                    Map.of(
                                                            ":from", fromS(move.from().toString()),
                                                            ":to", fromS(move.to().toString()),
                                                            ":now", now(),
                                                            ":by", fromS(caller.name()),
                                                            ":write", fromS(move.write()),
                                                            ":role", fromS(caller.role()),
                                                            ":one", fromN("1")))
                                            .returnValues(ReturnValue.ALL_NEW)
                                            .returnValuesOnConditionCheckFailure(
                                                    ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .attributes();
        } catch (ConditionalCheckFailedException e) {
            return ifDone(e.item(), move.write(), changedBy(e.item(), caller));
        }
    }

    /** Returns the item if the write was done before, so that a repeated request succeeds. */
    private static Map<String, AttributeValue> ifDone(
            Map<String, AttributeValue> item, String write, String otherwise) {
        if (fromS(write).equals(item.get("write"))) {
            return item;
        }
        throw new RefusedException(409, otherwise);
    }

    private static String changedBy(Map<String, AttributeValue> item, Caller caller) {
        var readers = item.getOrDefault("readers", fromSs(List.of())).ss();
        return readers.contains(caller.role())
                ? "%s changed it to %s meanwhile."
                        .formatted(item.get("by").s(), item.get("status").s())
                : "This order no longer exists.";
    }

    private Map<String, AttributeValue> item(Caller caller, NewOrder order) {
        var readers = order.isForManagers() ? List.of("manager") : List.of("clerk", "manager");
        var search = (order.customer() + " " + order.goods()).toLowerCase(Locale.ROOT);
        return Map.ofEntries(
                Map.entry("tenant", fromS(caller.tenant())),
                Map.entry("id", fromS(order.id())),
                Map.entry("customer", fromS(order.customer())),
                Map.entry("goods", fromS(order.goods())),
                Map.entry("cents", fromN(Integer.toString(order.cents()))),
                Map.entry("status", fromS(Status.NEW.toString())),
                Map.entry("placed", now()),
                Map.entry("changed", now()),
                Map.entry("by", fromS(caller.name())),
                Map.entry("write", fromS(order.write())),
                Map.entry("version", fromN("1")),
                Map.entry("readers", fromSs(readers)),
                Map.entry("search", fromS(search)));
    }

    private static Map<String, AttributeValue> key(Caller caller, String id) {
        return Map.of("tenant", fromS(caller.tenant()), "id", fromS(id));
    }

    private AttributeValue now() {
        return fromS(clock.instant().toString());
    }
}
