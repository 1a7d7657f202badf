package dev.tablecast.local.cloud.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The tables that a DynamoDB request reads or writes, each with the action that IAM authorizes.
 *
 * <p>A transaction needs the actions of its parts, such as {@code dynamodb:PutItem}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html">Using
 *     IAM with DynamoDB transactions</a>
 */
final class Accesses {
    private Accesses() {}

    /**
     * An access to a table.
     *
     * @param tableName a name or an ARN
     */
    record Access(String action, String tableName) {}

    /** Returns the accesses of a request without duplicates; none if it names no table. */
    static Set<Access> of(String operation, JsonNode parameters) {
        var accesses = new LinkedHashSet<Access>();
        String table = parameters.path("TableName").asText("");
        if (!table.isEmpty()) {
            accesses.add(new Access(operation, table));
        }
        parameters
                .path("RequestItems")
                .fieldNames()
                .forEachRemaining(name -> accesses.add(new Access(operation, name)));
        for (JsonNode part : parameters.path("TransactItems")) {
            part.properties()
                    .forEach(
                            kind ->
                                    accesses.add(
                                            new Access(
                                                    action(kind.getKey()),
                                                    kind.getValue().path("TableName").asText(""))));
        }
        return accesses;
    }

    /** Returns the first table in a request; an empty string if it names none. */
    static String tableName(String operation, JsonNode parameters) {
        return of(operation, parameters).stream().map(Access::tableName).findFirst().orElse("");
    }

    /** Returns the action of a transaction's part: {@code PutItem} for {@code Put}. */
    private static String action(String kind) {
        return kind + "Item";
    }
}
