package dev.tablecast.functions.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.Map;
import software.amazon.cloudwatchlogs.emf.exception.DimensionSetExceededException;
import software.amazon.cloudwatchlogs.emf.exception.InvalidDimensionException;
import software.amazon.cloudwatchlogs.emf.exception.InvalidMetricException;
import software.amazon.cloudwatchlogs.emf.exception.InvalidNamespaceException;
import software.amazon.cloudwatchlogs.emf.model.MetricsContext;
import software.amazon.cloudwatchlogs.emf.model.StorageResolution;
import software.amazon.cloudwatchlogs.emf.model.Unit;

/**
 * What one execution came to, as a line of the log that CloudWatch makes metrics of: in the
 * namespace {@code Tablecast}, with the dimension {@code FunctionName}.
 *
 * <p>{@code Targeted}, {@code Delivered}, {@code Gone}, {@code NotOpenYet}, {@code Retried}, {@code
 * Closed} and {@code Refused} count connections; {@code Changes} counts changes; {@code
 * OldestChangeAge} is how long ago, in milliseconds, the oldest of them had been committed when all
 * were delivered, to the second, as the stream tells it; {@code FailedBroadcasts} is 1 or 0. A
 * broadcast that failed has only {@code Changes} and {@code FailedBroadcasts}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
record MetricsRecord(
        String functionName, Broadcast broadcast, Workflow.Outcome outcome, Duration age) {
    private static final String NAMESPACE = "Tablecast";

    String toJson() {
        var metrics = new MetricsContext();
        try {
            metrics.setNamespace(NAMESPACE);
            metrics.putDimension("FunctionName", functionName);
            put(metrics, "Changes", broadcast.changes(), Unit.COUNT);
            switch (outcome) {
                case Workflow.Outcome.Succeeded succeeded -> {
                    put(metrics, "FailedBroadcasts", 0, Unit.COUNT);
                    put(metrics, "OldestChangeAge", age.toMillis(), Unit.MILLISECONDS);
                    for (Map.Entry<String, Long> ends : succeeded.connections().entrySet()) {
                        put(metrics, capitalized(ends.getKey()), ends.getValue(), Unit.COUNT);
                    }
                }
                case Workflow.Outcome.Failed failed -> {
                    put(metrics, "FailedBroadcasts", 1, Unit.COUNT);
                    metrics.putProperty("execution", failed.execution());
                    metrics.putProperty("error", failed.error());
                }
            }
            return metrics.serialize().getFirst();
        } catch (InvalidNamespaceException
                | InvalidDimensionException
                | DimensionSetExceededException
                | InvalidMetricException
                | JsonProcessingException e) {
            throw new IllegalStateException("the names of the metrics are valid", e);
        }
    }

    private static void put(MetricsContext metrics, String name, long value, Unit unit)
            throws InvalidMetricException {
        metrics.putMetric(name, value, unit, StorageResolution.STANDARD);
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
