package dev.tablecast.functions.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EmfLineTest {
    @Test
    void aLineIsInTheEmbeddedMetricFormat() {
        String line =
                new EmfLine("post", Instant.ofEpochMilli(1_795_341_600_123L))
                        .count("Delivered", 98)
                        .milliseconds("Age", 7)
                        .property("error", "a \"quoted\" one")
                        .text();

        assertThat(line)
                .isEqualTo(
                        "{\"_aws\":{\"Timestamp\":1795341600123,\"CloudWatchMetrics\":[{\"Namespace\":\"Tablecast\","
                            + "\"Dimensions\":[[\"FunctionName\"]],\"Metrics\":["
                            + "{\"Name\":\"Delivered\",\"Unit\":\"Count\"},"
                            + "{\"Name\":\"Age\",\"Unit\":\"Milliseconds\"}]}]},"
                            + "\"FunctionName\":\"post\",\"Delivered\":98,\"Age\":7,\"error\":\"a"
                            + " \\\"quoted\\\" one\"}\n");
    }
}
