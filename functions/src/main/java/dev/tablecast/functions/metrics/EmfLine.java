package dev.tablecast.functions.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A log line in CloudWatch's embedded metric format (EMF): metrics in the namespace {@code
 * Tablecast}, with the dimension {@code FunctionName}.
 *
 * <p>It is written by hand, because CloudWatch's library for it comes with a data binder of which a
 * function would load 500 classes when it starts.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
public final class EmfLine {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String NAMESPACE = "Tablecast";
    private static final String DIMENSION = "FunctionName";

    private final String functionName;
    private final Instant at;
    private final List<Metric> metrics = new ArrayList<>();
    private final Map<String, String> properties = new LinkedHashMap<>();

    private record Metric(String name, long value, String unit) {}

    /**
     * @param at the time of the measurement
     */
    public EmfLine(String functionName, Instant at) {
        this.functionName = functionName;
        this.at = at;
    }

    public EmfLine count(String name, long value) {
        metrics.add(new Metric(name, value, "Count"));
        return this;
    }

    public EmfLine milliseconds(String name, long value) {
        metrics.add(new Metric(name, value, "Milliseconds"));
        return this;
    }

    public EmfLine seconds(String name, long value) {
        metrics.add(new Metric(name, value, "Seconds"));
        return this;
    }

    /** Adds a property that isn't a metric, for searches of the log. */
    public EmfLine property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** Returns the line, its end included. */
    public String text() {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            writeDirective(json);
            json.writeStringField(DIMENSION, functionName);
            for (Metric metric : metrics) {
                json.writeNumberField(metric.name(), metric.value());
            }
            for (var property : properties.entrySet()) {
                json.writeStringField(property.getKey(), property.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.append("\n").toString();
    }

    private void writeDirective(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", at.toEpochMilli());
        json.writeArrayFieldStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringField("Namespace", NAMESPACE);
        json.writeArrayFieldStart("Dimensions");
        json.writeArray(new String[] {DIMENSION}, 0, 1);
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (Metric metric : metrics) {
            json.writeStartObject();
            json.writeStringField("Name", metric.name());
            json.writeStringField("Unit", metric.unit());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }
}
