package dev.tablecast.infrastructure.table;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.core.Output;
import dev.tablecast.infrastructure.configuration.access.ConnectionBounds;
import dev.tablecast.infrastructure.role.Statement;
import java.util.Map;

/** The bounds on connections, and the table that counts connections. */
public record ConnectionCounts(ConnectionBounds bounds, Table table) {
    /** Returns the variables of a function that counts connections or corrects the counts. */
    public Output<Map<String, String>> environment() {
        return table.name()
                .applyValue(
                        name ->
                                Map.of(
                                        "CONNECTION_COUNTS_TABLE",
                                        name,
                                        "MAXIMUM_CONNECTIONS",
                                        Integer.toString(bounds.maximum()),
                                        "MAXIMUM_CONNECTIONS_PER_SUBJECT",
                                        Integer.toString(bounds.maximumPerSubject())));
    }

    /** Returns the permission to count one connection more or less. */
    public Statement counting() {
        return Statement.allow("dynamodb:UpdateItem").on(table.arn());
    }

    /** Returns the permission to correct all counts. */
    public Statement correcting() {
        return Statement.allow("dynamodb:Scan", "dynamodb:UpdateItem", "dynamodb:DeleteItem")
                .on(table.arn());
    }
}
