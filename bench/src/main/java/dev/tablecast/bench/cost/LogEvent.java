package dev.tablecast.bench.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What CloudWatch Logs counts of a line: its bytes, and 26 beside them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">PutLogEvents</a>
 */
final class LogEvent {
    private static final int OVERHEAD = 26;

    /** What Lambda writes itself of each invocation that is traced, in its text format. */
    private static final List<String> PLATFORM =
            List.of(
                    "START RequestId: 8476a536-e9f4-11e8-9739-2dfe598c3fcd Version: 1\n",
                    "END RequestId: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\n",
                    "REPORT RequestId: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\tDuration: 100.00 ms\t"
                            + "Billed Duration: 100 ms\tMemory Size: 1769 MB\t"
                            + "Max Memory Used: 200 MB\t\n"
                            + "XRAY TraceId: 1-58406520-a006649127e371903a2de979\t"
                            + "SegmentId: 03b4e4a8a3a1f0a2\tSampled: true\t\n");

    private LogEvent() {}

    /** Of no text, nothing. */
    static long bytes(String text) {
        return text.isEmpty() ? 0 : text.getBytes(StandardCharsets.UTF_8).length + OVERHEAD;
    }

    /** What Lambda writes of an invocation. */
    static long ofInvocation() {
        return PLATFORM.stream().mapToLong(LogEvent::bytes).sum();
    }

    /**
     * Counts the metrics that CloudWatch makes of a line.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
     *     metric format</a>
     */
    static long metrics(String line) {
        try {
            return new JsonMapper().readTree(line).at("/_aws/CloudWatchMetrics/0/Metrics").size();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the line isn't in the embedded metric format", e);
        }
    }
}
