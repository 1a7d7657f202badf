package dev.tablecast.infrastructure;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.core.Output;
import dev.tablecast.infrastructure.configuration.ConnectionBounds;
import java.util.HashMap;
import java.util.Map;

/** The bounds on connections, and the table in which connections are counted for them. */
record ConnectionCounts(ConnectionBounds bounds, Table table) {
    /** Returns an environment with these as well, as a function reads them. */
    Output<Map<String, String>> in(Output<Map<String, String>> environment) {
        return Output.tuple(environment, table.name())
                .applyValue(
                        known -> {
                            var all = new HashMap<>(known.t1);
                            all.put("CONNECTION_COUNTS_TABLE", known.t2);
                            all.put("MAXIMUM_CONNECTIONS", Integer.toString(bounds.maximum()));
                            all.put(
                                    "MAXIMUM_CONNECTIONS_PER_SUBJECT",
                                    Integer.toString(bounds.maximumPerSubject()));
                            return Map.copyOf(all);
                        });
    }

    /** What counts one connection more or less. */
    Statement counting() {
        return Statement.allow("dynamodb:UpdateItem").on(table.arn());
    }

    /** What corrects all counts. */
    Statement correcting() {
        return Statement.allow("dynamodb:Scan", "dynamodb:UpdateItem", "dynamodb:DeleteItem")
                .on(table.arn());
    }
}
