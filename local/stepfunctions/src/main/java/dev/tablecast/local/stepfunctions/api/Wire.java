package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.execution.HistoryEvent;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.registry.Execution;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;

/** How the protocol writes what the registry knows. */
final class Wire {
    private static final Set<String> DATA = Set.of("input", "output", "parameters");

    private Wire() {}

    /** Seconds since 1970, with milliseconds. */
    static JsonNode timestamp(Instant time) {
        return DecimalNode.valueOf(BigDecimal.valueOf(time.toEpochMilli(), 3));
    }

    static ObjectNode summary(Execution execution) {
        var json =
                Json.object()
                        .put("executionArn", execution.arn())
                        .put("stateMachineArn", execution.machine().arn())
                        .put("name", execution.name())
                        .put("status", execution.status().name());
        json.set("startDate", timestamp(execution.started()));
        if (execution.ended() != null) {
            json.set("stopDate", timestamp(execution.ended()));
        }
        return json;
    }

    static ObjectNode whole(Execution execution, boolean withData) {
        var json = summary(execution);
        if (execution.error() != null) {
            json.put("error", execution.error());
        }
        if (execution.cause() != null) {
            json.put("cause", execution.cause());
        }
        if (withData) {
            json.put("input", execution.input()).putObject("inputDetails").put("included", true);
            if (execution.output() != null) {
                json.put("output", execution.output());
                json.putObject("outputDetails").put("included", true);
            }
        }
        return json;
    }

    static ObjectNode event(HistoryEvent event, boolean withData) {
        var json = Json.object();
        json.set("timestamp", timestamp(event.timestamp()));
        json.put("type", event.type().wireName());
        json.put("id", event.id());
        json.put("previousEventId", event.previousEventId());
        var field = event.type().detailsField();
        if (!field.isEmpty()) {
            var details = json.putObject(field);
            event.details()
                    .forEach(
                            (name, value) -> {
                                if (withData || !DATA.contains(name)) {
                                    details.set(name, value);
                                }
                                if (name.equals("input") || name.equals("output")) {
                                    details.putObject(name + "Details").put("truncated", false);
                                }
                            });
        }
        return json;
    }
}
