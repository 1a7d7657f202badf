package dev.tablecast.local.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import dev.tablecast.local.stepfunctions.registry.Execution;
import java.util.List;
import java.util.Set;

/** The JSON of executions and their events in the API. */
final class ExecutionJson {
    /** Details that may be long: only the answer for a single event has them. */
    private static final Set<String> DATA = Set.of("input", "output", "parameters", "cause");

    private static final JsonMapper JSON = new JsonMapper();

    private ExecutionJson() {}

    static ObjectNode summary(Execution execution) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("arn", execution.arn())
                .put("name", execution.name())
                .put("stateMachine", execution.machine().name())
                .put("status", execution.status().name())
                .put("startedAt", execution.started().toString());
        if (execution.ended() != null) {
            json.put("endedAt", execution.ended().toString());
        }
        if (execution.error() != null) {
            json.put("error", execution.error());
        }
        if (execution.output() != null) {
            addCounts(json, parse(execution.output()));
        }
        return json;
    }

    static ObjectNode whole(Execution execution, List<HistoryEvent> history) {
        ObjectNode json = summary(execution);
        json.put("input", execution.input());
        if (execution.output() != null) {
            json.put("output", execution.output());
        }
        if (execution.cause() != null) {
            json.put("cause", execution.cause());
        }
        json.set("definition", parse(execution.machine().source()));
        ArrayNode events = json.putArray("events");
        history.forEach(event -> events.add(event(event, false)));
        return json;
    }

    static ObjectNode event(HistoryEvent event, boolean withData) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", event.id())
                .put("previousId", event.previousEventId())
                .put("at", event.timestamp().toString())
                .put("type", event.type().wireName());
        ObjectNode details = json.putObject("details");
        event.details()
                .forEach(
                        (name, value) -> {
                            if (withData || !DATA.contains(name)) {
                                details.set(name, value);
                            }
                        });
        return json;
    }

    /** Adds the sums of the chunks' counts of connections, if the output has any. */
    private static void addCounts(ObjectNode json, JsonNode output) {
        JsonNode chunks = output.path("counts");
        if (!chunks.isArray()) {
            return;
        }
        ObjectNode counts = json.putObject("counts");
        for (JsonNode chunk : chunks) {
            chunk.properties()
                    .forEach(
                            count ->
                                    counts.put(
                                            count.getKey(),
                                            counts.path(count.getKey()).asLong()
                                                    + count.getValue().asLong()));
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an execution's JSON can't be read", e);
        }
    }
}
