package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.integration.TaskCall;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tasks that answer by a script: for each state a list with {@code {"return": ...}}, {@code
 * {"throw": {"error": ..., "cause": ...}}}, {@code {"echo": true}} or {@code {"hang": true}}; the
 * last one repeats. What {@code "*"} answers goes for all other states.
 */
final class ScriptedTasks implements ServiceIntegration {
    private final JsonNode script;
    private final TestTime time;
    private final Map<String, List<JsonNode>> calls = new ConcurrentHashMap<>();

    ScriptedTasks(JsonNode script, TestTime time) {
        this.script = script;
        this.time = time;
    }

    /** The parameters of the state's calls, in their order. */
    List<JsonNode> callsOf(String state) {
        return calls.getOrDefault(state, List.of());
    }

    @Override
    public List<String> problems(String resource, JsonNode parameters) {
        return resource.contains(":unknown")
                ? List.of("\"" + resource + "\" is unknown")
                : List.of();
    }

    @Override
    public JsonNode call(TaskCall call) throws InterruptedException {
        var made = calls.computeIfAbsent(call.stateName(), s -> new CopyOnWriteArrayList<>());
        made.add(call.parameters());
        var answers = script.path(script.has(call.stateName()) ? call.stateName() : "*");
        if (answers.isEmpty()) {
            throw new AssertionError("No answer is scripted for " + call.stateName());
        }
        var answer = answers.get(Math.min(made.size(), answers.size()) - 1);
        if (answer.has("return")) {
            return answer.get("return");
        }
        if (answer.has("hang")) {
            time.hang();
        }
        if (answer.has("large")) {
            return Json.object().put("large", "x".repeat(answer.get("large").intValue()));
        }
        if (answer.has("throw")) {
            throw new FailureException(
                    answer.at("/throw/error").textValue(), answer.at("/throw/cause").textValue());
        }
        return call.parameters();
    }
}
