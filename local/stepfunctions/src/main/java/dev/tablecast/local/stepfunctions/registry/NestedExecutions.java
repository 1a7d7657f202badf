package dev.tablecast.local.stepfunctions.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.local.stepfunctions.execution.task.PendingTasks;
import dev.tablecast.local.stepfunctions.execution.task.TaskSignal;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.integration.RequiredParameters;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.integration.TaskAnswer;
import dev.tablecast.local.stepfunctions.integration.TaskCall;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import dev.tablecast.local.stepfunctions.resource.IntegrationPattern;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The integration {@code arn:aws:states:::states:startExecution} in all of its patterns, which
 * starts an execution of another state machine. A test case of the parent doesn't mock the nested
 * execution's Tasks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html">Start
 *     a new execution</a>
 */
record NestedExecutions(
        Publications publications, Executions executions, PendingTasks pendingTasks) {
    private static final String MACHINE = "StateMachineArn";
    private static final RequiredParameters PARAMETERS =
            new RequiredParameters(MACHINE, Set.of(MACHINE, "Name", "Input", "TraceHeader"));
    private static final Failure PARENT_ENDED =
            new Failure(null, "The parent execution has ended.");

    /** Returns the problems of the parameters in a definition. */
    static List<String> problems(String resource, JsonNode parameters) {
        return PARAMETERS.problems(resource, parameters);
    }

    /**
     * A started execution.
     *
     * @param response the response of the StartExecution action
     */
    record Started(ExecutionRecord execution, JsonNode response) {}

    /**
     * Starts the execution.
     *
     * @param integration the services that its Tasks call
     */
    Started start(TaskCall call, ServiceIntegration integration) {
        var parameters = call.parameters();
        try {
            var machine = publications.resolve(text(parameters, MACHINE));
            var execution =
                    executions.launch(
                            machine, text(parameters, "Name"), input(parameters), integration);
            var response = Json.object().put("ExecutionArn", execution.view().arn());
            response.put("StartDate", execution.view().started().toEpochMilli() / 1000.0);
            return new Started(execution, response);
        } catch (RefusedException e) {
            throw new FailureException(
                    "StepFunctions." + e.code().exceptionName(),
                    e.getMessage() + " (Service: AWSStepFunctions; Status Code: 400)");
        }
    }

    /**
     * Starts the execution, whose end ends the task, unless that waits for its token.
     *
     * @param integration the services that its Tasks call
     */
    TaskAnswer begin(TaskCall call, ServiceIntegration integration) {
        var started = start(call, integration);
        var pattern = call.resource().pattern();
        if (pattern == IntegrationPattern.WAIT_FOR_TASK_TOKEN || call.taskToken() == null) {
            return new TaskAnswer.Submitted(started.response(), () -> {});
        }
        var token = call.taskToken();
        var child = started.execution();
        var unused =
                child.running()
                        .ended()
                        .whenComplete(
                                (ended, failure) ->
                                        pendingTasks.signal(token, end(child.view(), pattern)));
        return new TaskAnswer.Submitted(
                started.response(), () -> child.running().abort(PARENT_ENDED));
    }

    private static TaskSignal end(Execution execution, IntegrationPattern pattern) {
        var description = description(execution, pattern == IntegrationPattern.SYNC_2);
        return execution.status() == ExecutionStatus.SUCCEEDED
                ? new TaskSignal.Succeeded(description)
                : new TaskSignal.Failed(
                        new Failure(ErrorNames.TASK_FAILED, Json.write(description)));
    }

    /**
     * Returns the execution as DescribeExecution does, with upper-case field names.
     *
     * @param parsed whether input and output are parsed, as {@code .sync:2} does
     */
    private static ObjectNode description(Execution execution, boolean parsed) {
        var json = Json.object();
        if (execution.cause() != null) {
            json.put("Cause", execution.cause());
        }
        if (execution.error() != null) {
            json.put("Error", execution.error());
        }
        json.put("ExecutionArn", execution.arn());
        json.set("Input", data(execution.input(), parsed));
        json.putObject("InputDetails").put("Included", true);
        json.put("Name", execution.name());
        if (execution.output() != null) {
            json.set("Output", data(execution.output(), parsed));
            json.putObject("OutputDetails").put("Included", true);
        }
        json.put("StartDate", execution.started().toEpochMilli());
        json.put("StateMachineArn", execution.machine().arn());
        json.put("Status", execution.status().name());
        if (execution.ended() != null) {
            json.put("StopDate", execution.ended().toEpochMilli());
        }
        return json;
    }

    private static JsonNode data(String text, boolean parsed) {
        return parsed ? Json.parse(text) : TextNode.valueOf(text);
    }

    /**
     * Returns the input as JSON text. A string that contains JSON is unwrapped; without an input it
     * is an empty object.
     */
    private static String input(JsonNode parameters) {
        var input = parameters.path("Input");
        if (input.isMissingNode() || input.isNull()) {
            return "{}";
        }
        if (!input.isTextual()) {
            return Json.write(input);
        }
        try {
            return Json.write(Json.parse(input.textValue()));
        } catch (MalformedJsonException e) {
            return Json.write(input);
        }
    }

    private static @Nullable String text(JsonNode parameters, String name) {
        var value = parameters.get(name);
        if (value == null || value.isTextual()) {
            return value == null ? null : value.textValue();
        }
        throw new FailureException(
                ErrorNames.RUNTIME, "\"" + name + "\" must be a string, not " + value);
    }
}
