package dev.tablecast.bench.cost;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import java.util.List;
import java.util.Set;

/**
 * What an execution of an Express workflow writes into its log.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html">Using CloudWatch
 *     Logs to log execution history in Step Functions</a>
 */
enum WorkflowLog {
    /** Level ALL, with execution data. */
    EVENTS_AND_DATA("events and data"),
    /** Level ALL, without. */
    EVENTS("events"),
    /** Level ERROR or FATAL: nothing, while nothing goes wrong. */
    ERRORS("errors");

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> DATA = Set.of("input", "output", "parameters");

    private final String title;

    WorkflowLog(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Finds the one that a state machine is registered with. */
    static WorkflowLog of(String level, boolean includesData) {
        if (!level.equals("ALL")) {
            return ERRORS;
        }
        return includesData ? EVENTS_AND_DATA : EVENTS;
    }

    long bytes(String executionArn, List<HistoryEvent> history) {
        return this == ERRORS
                ? 0
                : history.stream().mapToLong(event -> bytes(executionArn, event)).sum();
    }

    private long bytes(String executionArn, HistoryEvent event) {
        ObjectNode line = JSON.createObjectNode();
        line.put("id", Long.toString(event.id())).put("type", event.type().wireName());
        ObjectNode details = line.putObject("details");
        event.details()
                .forEach(
                        (name, value) -> {
                            boolean isData = DATA.contains(name);
                            if (!isData || this == EVENTS_AND_DATA) {
                                details.set(name, value);
                            }
                            if (isData) {
                                details.putObject(name + "Details").put("truncated", false);
                            }
                        });
        line.put("redrive_count", "0")
                .put("previous_event_id", Long.toString(event.previousEventId()))
                .put("event_timestamp", Long.toString(event.timestamp().toEpochMilli()))
                .put("execution_arn", executionArn);
        return LogEvent.bytes(line.toString());
    }
}
