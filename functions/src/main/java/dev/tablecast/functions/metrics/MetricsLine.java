package dev.tablecast.functions.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import software.amazon.cloudwatchlogs.emf.exception.DimensionSetExceededException;
import software.amazon.cloudwatchlogs.emf.exception.InvalidDimensionException;
import software.amazon.cloudwatchlogs.emf.exception.InvalidMetricException;
import software.amazon.cloudwatchlogs.emf.exception.InvalidNamespaceException;
import software.amazon.cloudwatchlogs.emf.model.MetricsContext;
import software.amazon.cloudwatchlogs.emf.model.StorageResolution;
import software.amazon.cloudwatchlogs.emf.model.Unit;

/**
 * A line of a function's log that CloudWatch makes metrics of: in the namespace {@code Tablecast},
 * with the dimension {@code FunctionName}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
public final class MetricsLine {
    private static final String NAMESPACE = "Tablecast";

    private final MetricsContext metrics = new MetricsContext();

    public MetricsLine(String functionName) {
        try {
            metrics.setNamespace(NAMESPACE);
            metrics.putDimension("FunctionName", functionName);
        } catch (InvalidNamespaceException
                | InvalidDimensionException
                | DimensionSetExceededException e) {
            throw new IllegalArgumentException("\"" + functionName + "\" can't be a dimension", e);
        }
    }

    public MetricsLine count(String name, long value) {
        return put(name, value, Unit.COUNT);
    }

    public MetricsLine milliseconds(String name, long value) {
        return put(name, value, Unit.MILLISECONDS);
    }

    /** Adds what is no metric, to be found in the log. */
    public MetricsLine property(String name, Object value) {
        metrics.putProperty(name, value);
        return this;
    }

    private MetricsLine put(String name, long value, Unit unit) {
        try {
            metrics.putMetric(name, value, unit, StorageResolution.STANDARD);
            return this;
        } catch (InvalidMetricException e) {
            throw new IllegalArgumentException("\"" + name + "\" can't be a metric", e);
        }
    }

    /** Returns the line, its end included. */
    public String text() {
        try {
            return metrics.serialize().getFirst() + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts are always written", e);
        }
    }
}
