package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.execution.task.PendingTasks;
import dev.tablecast.local.stepfunctions.execution.task.TaskSignal;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.integration.TaskAnswer;
import dev.tablecast.local.stepfunctions.integration.TaskCall;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.resource.ServiceCatalog;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tasks that respond by a script: for each state a list with {@code {"return": ...}}, {@code
 * {"throw": {"error": ..., "cause": ...}}}, {@code {"echo": true}} or {@code {"hang": true}}, the
 * last of which repeats. The list of {@code "*"} is for all other states.
 *
 * <p>The response to a task with a token is {@code {"submit": response, "then": [...]}}, where each
 * signal is {@code {"started": worker}}, {@code {"heartbeat": true}}, {@code {"silence": true}}, or
 * {@code return} or {@code throw} as above.
 */
final class ScriptedTasks implements ServiceIntegration {
    private final JsonNode script;
    private final TestTime time;
    private final PendingTasks pendingTasks;
    private final Map<String, List<JsonNode>> calls = new ConcurrentHashMap<>();

    ScriptedTasks(JsonNode script, TestTime time, PendingTasks pendingTasks) {
        this.script = script;
        this.time = time;
        this.pendingTasks = pendingTasks;
    }

    /** Returns the parameters of a state's calls, in their order. */
    List<JsonNode> callsOf(String state) {
        return calls.getOrDefault(state, List.of());
    }

    @Override
    public List<String> problems(String resource, JsonNode parameters) {
        return ServiceCatalog.problems(TaskResource.parse(resource));
    }

    @Override
    public JsonNode call(TaskCall call) throws InterruptedException {
        return result(call, next(call));
    }

    @Override
    public TaskAnswer begin(TaskCall call) throws InterruptedException {
        var answer = next(call);
        if (!answer.has("submit")) {
            return new TaskAnswer.Finished(result(call, answer));
        }
        for (var signal : answer.path("then")) {
            if (signal.has("silence")) {
                time.silence();
            } else {
                pendingTasks.signal(Objects.requireNonNull(call.taskToken()), signal(signal));
            }
        }
        return new TaskAnswer.Submitted(answer.get("submit"), () -> {});
    }

    private static TaskSignal signal(JsonNode signal) {
        if (signal.has("started")) {
            return new TaskSignal.Started(signal.get("started").textValue());
        }
        if (signal.has("return")) {
            return new TaskSignal.Succeeded(signal.get("return"));
        }
        return signal.has("throw")
                ? new TaskSignal.Failed(failure(signal))
                : new TaskSignal.Heartbeat();
    }

    private JsonNode next(TaskCall call) {
        var made = calls.computeIfAbsent(call.stateName(), s -> new CopyOnWriteArrayList<>());
        made.add(call.parameters());
        var answers = script.path(script.has(call.stateName()) ? call.stateName() : "*");
        if (answers.isEmpty()) {
            throw new AssertionError("No answer is scripted for " + call.stateName());
        }
        return answers.get(Math.min(made.size(), answers.size()) - 1);
    }

    private JsonNode result(TaskCall call, JsonNode answer) throws InterruptedException {
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
            throw new FailureException(failure(answer));
        }
        return call.parameters();
    }

    private static Failure failure(JsonNode answer) {
        return new Failure(
                answer.at("/throw/error").textValue(), answer.at("/throw/cause").textValue());
    }
}
