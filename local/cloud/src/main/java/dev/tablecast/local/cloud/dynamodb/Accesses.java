package dev.tablecast.local.cloud.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The tables that a request of DynamoDB reads or writes, each with the action that IAM asks about.
 *
 * <p>A transaction is authorized by the actions of its parts, such as {@code dynamodb:PutItem}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html">Using
 *     IAM with DynamoDB transactions</a>
 */
final class Accesses {
    private Accesses() {}

    /**
     * @param tableName a name or an ARN
     */
    record Access(String action, String tableName) {}

    /** Returns the accesses of a request, each once; none if it names no table. */
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

    /** Returns the first of the tables that a request names; an empty text if it names none. */
    static String tableName(String operation, JsonNode parameters) {
        return of(operation, parameters).stream().map(Access::tableName).findFirst().orElse("");
    }

    /** {@code Put} in a transaction is {@code PutItem}, {@code ConditionCheck} likewise. */
    private static String action(String kind) {
        return kind + "Item";
    }
}
