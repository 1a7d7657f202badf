package dev.tablecast.bench.broadcast;

import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults;
import java.util.HashMap;
import java.util.Map;

/** Counts the calls of the table {@code ChangeLog}, where tests let calls fail. */
final class LogCounter implements DynamoDbFaults {
    private final Map<String, Long> counts = new HashMap<>();

    @Override
    public Fault before(Call call) {
        if (call.tableName().equals(Source.CHANGE_LOG_TABLE)) {
            synchronized (counts) {
                counts.merge(call.operation(), 1L, Long::sum);
            }
        }
        return new None();
    }

    /** Returns the calls since this was last called. */
    LogCalls take() {
        synchronized (counts) {
            var taken = new LogCalls(counts);
            counts.clear();
            return taken;
        }
    }
}
