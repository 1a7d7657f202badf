package dev.tablecast.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.local.stepfunctions.execution.history.EventType;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkflowLogTest {
    private static final String ARN = "arn:aws:states:us-east-1:000000000000:express:broadcast:a:b";
    private static final String WITHOUT_DATA =
            "{\"id\":\"2\",\"type\":\"PassStateEntered\",\"details\":{%s\"inputDetails\":{\"truncated\":false},\"name\":\"Begin\"},"
                + "\"redrive_count\":\"0\",\"previous_event_id\":\"0\",\"event_timestamp\":\"1795341600123\","
                + "\"execution_arn\":\"%s\"}";

    private final HistoryEvent event = event("{\"messages\":[\"é\"]}");

    @Test
    void anEventIsALineOfJson() {
        assertThat(WorkflowLog.EVENTS.bytes(ARN, List.of(event, event)))
                .isEqualTo(2 * (WITHOUT_DATA.formatted("", ARN).length() + 26));
    }

    @Test
    void withDataItHasWhatWentInInUtf8() {
        String input = "\"input\":\"{\\\"messages\\\":[\\\"é\\\"]}\",";

        assertThat(WorkflowLog.EVENTS_AND_DATA.bytes(ARN, List.of(event)))
                .isEqualTo(WITHOUT_DATA.formatted(input, ARN).length() + 1 + 26);
    }

    @Test
    void errorsAreFreeWhileThereAreNone() {
        assertThat(WorkflowLog.ERRORS.bytes(ARN, List.of(event))).isZero();
    }

    @Test
    void theLevelAndTheDataDecide() {
        assertThat(WorkflowLog.of("ALL", true)).isEqualTo(WorkflowLog.EVENTS_AND_DATA);
        assertThat(WorkflowLog.of("ALL", false)).isEqualTo(WorkflowLog.EVENTS);
        assertThat(WorkflowLog.of("ERROR", false)).isEqualTo(WorkflowLog.ERRORS);
    }

    @Test
    void aLineOfMetricsIsCounted() {
        assertThat(
                        LogEvent.metrics(
                                "{\"_aws\":{\"CloudWatchMetrics\":[{\"Metrics\":[{\"Name\":\"Gone\"},{\"Name\":\"Changes\"}]}]}}"))
                .isEqualTo(2);
    }

    @Test
    void aFunctionThatSaysNothingLogsNothing() {
        assertThat(LogEvent.bytes("")).isZero();
        assertThat(LogEvent.bytes("é")).isEqualTo(28);
    }

    private static HistoryEvent event(String input) {
        var details = new LinkedHashMap<String, JsonNode>();
        details.put("input", TextNode.valueOf(input));
        details.put("name", TextNode.valueOf("Begin"));
        return new HistoryEvent(
                2,
                0,
                Instant.ofEpochMilli(1_795_341_600_123L),
                EventType.PASS_STATE_ENTERED,
                details);
    }
}
