package dev.tablecast.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import dev.tablecast.local.stepfunctions.registry.Execution;
import java.util.List;
import java.util.Optional;

/**
 * {@code /api/executions}: the executions of workflows, with every event.
 *
 * <p>Step Functions' own API has no history of Express executions.
 */
record ExecutionsEndpoint(StepFunctionsLocal stepFunctions) implements Endpoint {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    @Override
    public Reply answer(Call call) {
        if (!call.reads()) {
            return call.methodNotAllowed("GET, HEAD");
        }
        List<String> arguments = call.arguments();
        return switch (arguments.size()) {
            case 0 -> Reply.json(list(call.limit(DEFAULT_LIMIT, MAX_LIMIT)));
            case 1 -> Reply.json(whole(call, arguments.getFirst()));
            case 3 -> Reply.json(event(call, arguments));
            default -> throw call.notFound();
        };
    }

    ObjectNode json() {
        return list(DEFAULT_LIMIT);
    }

    private ObjectNode list(int limit) {
        List<Execution> all = stepFunctions.executions();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("total", all.size());
        ArrayNode list = json.putArray("executions");
        all.stream().limit(limit).map(ExecutionJson::summary).forEach(list::add);
        return json;
    }

    private ObjectNode whole(Call call, String arn) {
        // The history is read first: if the execution ends meanwhile, it lacks the end, not the
        // start.
        List<HistoryEvent> history = history(call, arn);
        return stepFunctions.executions().stream()
                .filter(execution -> execution.arn().equals(arn))
                .findFirst()
                .map(execution -> ExecutionJson.whole(execution, history))
                .orElseThrow(() -> unknown(call));
    }

    private ObjectNode event(Call call, List<String> arguments) {
        if (!arguments.get(1).equals("events")) {
            throw call.notFound();
        }
        return history(call, arguments.getFirst()).stream()
                .filter(event -> Long.toString(event.id()).equals(arguments.get(2)))
                .findFirst()
                .map(event -> ExecutionJson.event(event, true))
                .orElseThrow(() -> unknown(call));
    }

    private List<HistoryEvent> history(Call call, String arn) {
        Optional<List<HistoryEvent>> history = stepFunctions.history(arn);
        return history.orElseThrow(() -> unknown(call));
    }

    private static ApiException unknown(Call call) {
        return new ApiException(
                404,
                "NotFound",
                call.path() + ": not found; only the newest executions that have ended are kept");
    }
}
