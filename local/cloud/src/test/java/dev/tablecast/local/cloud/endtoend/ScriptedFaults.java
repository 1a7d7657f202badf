package dev.tablecast.local.cloud.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.lambda.FunctionLog;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.stream.StreamFaults;
import dev.tablecast.testing.watching.WatchingClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Faults that a test changes while the system runs, and the metrics of the functions. */
final class ScriptedFaults implements FunctionLog {
    private final List<JsonNode> metrics = new CopyOnWriteArrayList<>();
    private volatile Faults now = Faults.NONE;

    void set(Faults faults) {
        now = faults;
    }

    /** Ends all faults, and forgets the metrics. */
    void clear() {
        now = Faults.NONE;
        metrics.clear();
    }

    /** Returns faults that delegate to the latest that were set. */
    Faults faults() {
        return new Faults(
                call -> now.connections().before(call),
                call -> now.dynamoDb().before(call),
                new CurrentInvocationFaults(),
                call -> now.executions().before(call),
                new CurrentStreamFaults());
    }

    /** Returns the records of the functions' metrics. */
    List<JsonNode> metrics() {
        return metrics;
    }

    /** Returns the sum of a metric over all records. */
    long sum(String metric) {
        return metrics.stream().mapToLong(line -> line.path(metric).asLong(0)).sum();
    }

    @Override
    public void write(String functionName, String text) {
        text.lines()
                .filter(line -> line.contains("CloudWatchMetrics"))
                .map(WatchingClient::json)
                .forEach(metrics::add);
    }

    /** Also lets a test have batches given up. */
    private final class CurrentStreamFaults implements StreamFaults {
        @Override
        public boolean redelivers(List<JsonNode> records) {
            return now.stream().redelivers(records);
        }

        @Override
        public boolean expires(List<JsonNode> records) {
            return now.stream().expires(records);
        }
    }

    /** Also lets a test hold a function after its work. */
    private final class CurrentInvocationFaults implements InvocationFaults {
        @Override
        public Fault before(String functionName, byte[] event) {
            return now.invocations().before(functionName, event);
        }

        @Override
        public LambdaFunction around(String functionName, LambdaFunction function) {
            return event -> now.invocations().around(functionName, function).invoke(event);
        }
    }
}
