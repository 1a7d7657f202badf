package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.registry.Execution;
import dev.tablecast.local.stepfunctions.registry.StateMachine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;

/** Writes state machines, executions and events as JSON of the API. */
final class Wire {
    private static final Set<String> DATA =
            Set.of("input", "output", "parameters", "assignedVariables");

    private static final Set<String> DETAILED = Set.of("input", "output", "assignedVariables");

    private Wire() {}

    /** Returns a time in seconds since 1970, with milliseconds. */
    static JsonNode timestamp(Instant time) {
        return DecimalNode.valueOf(BigDecimal.valueOf(time.toEpochMilli(), 3));
    }

    /** Returns the response of DescribeStateMachineForExecution. */
    static ObjectNode machine(StateMachine machine) {
        var json =
                Json.object()
                        .put("stateMachineArn", machine.arn())
                        .put("name", machine.name())
                        .put("definition", machine.source())
                        .put("roleArn", machine.roleArn());
        json.set("updateDate", timestamp(machine.updated()));
        configuration(machine, json);
        if (machine.revision() != null) {
            json.put("revisionId", machine.revision().toString());
        }
        return json;
    }

    /** Adds the configuration of a state machine, with AWS's defaults for what is not set. */
    static void configuration(StateMachine machine, ObjectNode answer) {
        answer.putObject("loggingConfiguration").put("level", "OFF");
        answer.putObject("tracingConfiguration").put("enabled", false);
        machine.configuration().forEach((name, value) -> answer.set(name, value.deepCopy()));
        if (answer.get("loggingConfiguration") instanceof ObjectNode logging
                && !logging.has("includeExecutionData")) {
            logging.put("includeExecutionData", false);
        }
    }

    /** Returns an execution as ListExecutions does. */
    static ObjectNode summary(Execution execution) {
        var json =
                Json.object()
                        .put("executionArn", execution.arn())
                        .put("stateMachineArn", execution.machine().arn())
                        .put("name", execution.name())
                        .put("status", execution.status().name())
                        .put("redriveCount", execution.redriveCount());
        if (execution.redriven() != null) {
            json.set("redriveDate", timestamp(execution.redriven()));
        }
        if (execution.mapRunArn() != null) {
            json.put("mapRunArn", execution.mapRunArn());
        }
        var published = execution.machine().published();
        if (published != null && execution.mapRunArn() == null) {
            json.put("stateMachineVersionArn", published.versionArn());
        }
        if (published != null && published.aliasArn() != null && execution.mapRunArn() == null) {
            json.put("stateMachineAliasArn", published.aliasArn());
        }
        json.set("startDate", timestamp(execution.started()));
        if (execution.ended() != null) {
            json.set("stopDate", timestamp(execution.ended()));
        }
        return json;
    }

    /**
     * Returns an execution as DescribeExecution does.
     *
     * @param withData whether it includes input and output
     */
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

    /**
     * Returns an event as GetExecutionHistory does.
     *
     * @param withData whether it includes inputs and outputs
     */
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
                                if (DETAILED.contains(name)) {
                                    details.putObject(name + "Details").put("truncated", false);
                                }
                            });
        }
        return json;
    }
}
