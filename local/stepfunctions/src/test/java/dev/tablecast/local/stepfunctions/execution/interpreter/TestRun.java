package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.asl.parser.DefinitionParser;
import dev.tablecast.local.stepfunctions.execution.Ended;
import dev.tablecast.local.stepfunctions.execution.ExecutionOutcome;
import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import dev.tablecast.local.stepfunctions.execution.task.PendingTasks;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An execution with scripted tasks, on a clock that stands still. */
record TestRun(
        ExecutionOutcome outcome, List<HistoryEvent> events, ScriptedTasks tasks, Ended ended) {
    static TestRun of(String definition, JsonNode input, JsonNode script, WorkflowType type) {
        var time = new TestTime();
        var pendingTasks = new PendingTasks(new Random(2));
        var tasks = new ScriptedTasks(script, time, pendingTasks);
        var parsed = new DefinitionParser(tasks::problems).parse(definition, type);
        var request =
                new ExecutionRequest(
                        "arn:aws:states:us-east-1:000000000000:execution:machine:test",
                        "test",
                        "arn:aws:iam::000000000000:role/test",
                        "arn:aws:states:us-east-1:000000000000:stateMachine:machine",
                        "machine",
                        type,
                        parsed,
                        Payload.of(input, "The input"),
                        null);
        var events = new ArrayList<HistoryEvent>();
        var interpreter = new Interpreter(time, 0, new Random(1), pendingTasks);
        var ended =
                interpreter
                        .start(request, tasks, new Children(interpreter), events::add)
                        .ended()
                        .join();
        return new TestRun(ended.outcome(), List.copyOf(events), tasks, ended);
    }

    /** The child executions of distributed Maps, whose histories are dropped. */
    record Children(Interpreter interpreter) implements ChildExecutions {
        @Override
        public RunningExecution start(ExecutionRequest request, ServiceIntegration integration) {
            return interpreter.start(request, integration, this, event -> {});
        }
    }

    static TestRun of(String definition, String input) {
        return of(definition, Json.parse(input), Json.object(), WorkflowType.STANDARD);
    }

    List<String> eventTypes() {
        return events.stream().map(event -> event.type().wireName()).toList();
    }
}
