package dev.tablecast.local.stepfunctions.execution.interpreter;

import static dev.tablecast.local.stepfunctions.execution.interpreter.ContextObject.NEVER_RETRIED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.DataFlow;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.jsonata.StatesField;
import dev.tablecast.local.stepfunctions.path.Scope;

/**
 * Runs a state of any type, and processes the data of all types.
 *
 * @see <a href="https://states-language.net/spec.html#filters">ASL, Input and Output Processing</a>
 */
final class StateExecutor {
    private StateExecutor() {}

    static Step execute(State state, Payload input, Visit visit) throws InterruptedException {
        return switch (state) {
            case State.Pass pass -> pass(pass, input, visit);
            case State.Task task -> TaskExecutor.execute(task, input, visit);
            case State.Choice choice -> ChoiceExecutor.execute(choice, input, visit);
            case State.Wait waiting -> WaitExecutor.execute(waiting, input, visit);
            case State.Parallel parallel -> ParallelExecutor.execute(parallel, input, visit);
            case State.Map map ->
                    map.distributed() == null
                            ? MapExecutor.execute(map, input, visit)
                            : DistributedMapExecutor.execute(map, map.distributed(), input, visit);
            case State.Succeed(String name, DataFlow data) ->
                    new Step.Finish(passedOn(data, input, visit));
            case State.Fail fail -> throw FailExecutor.failure(fail, input, visit);
        };
    }

    private static Step pass(State.Pass pass, Payload input, Visit visit) {
        var written = pass.result();
        if (written != null) {
            visit.see("result", written);
        }
        var result =
                written == null
                        ? effectiveInput(pass.data(), input, visit, NEVER_RETRIED)
                        : written;
        return Step.along(
                pass.transition(), output(pass.data(), input, result, visit, NEVER_RETRIED));
    }

    /**
     * Returns the scope of a state's expressions before there is a result. The data of a JSONPath
     * state are its input after InputPath.
     */
    static Scope scope(DataFlow data, Payload input, Visit visit, int retryCount) {
        return switch (data) {
            case DataFlow.Paths paths -> {
                var scope = visit.scope(input.json(), retryCount);
                var filtered = paths.inputPath().apply(scope);
                visit.see("afterInputPath", filtered);
                yield scope.with(filtered);
            }
            case DataFlow.Query query -> queryScope(input, visit, retryCount);
        };
    }

    /** Returns the scope of a JSONata state's expressions before there is a result. */
    static Scope queryScope(Payload input, Visit visit, int retryCount) {
        return visit.scope(states(input), retryCount);
    }

    private static ObjectNode states(Payload input) {
        return Json.object().set(StatesField.INPUT.fieldName(), input.json());
    }

    /** Returns the effective input: the input after InputPath and Parameters, or the Arguments. */
    static JsonNode effectiveInput(DataFlow data, Payload input, Visit visit, int retryCount) {
        return switch (data) {
            case DataFlow.Paths paths -> {
                var scope = scope(data, input, visit, retryCount);
                var effective =
                        paths.parameters() == null
                                ? scope.data()
                                : paths.parameters().evaluate(scope);
                visit.see("afterParameters", effective);
                yield effective;
            }
            case DataFlow.Query query -> {
                if (query.arguments() == null) {
                    yield input.json();
                }
                var arguments = query.arguments().evaluate(queryScope(input, visit, retryCount));
                visit.see("afterArguments", arguments);
                yield arguments;
            }
        };
    }

    /** Returns the effective input for a task or a branch, within the size limit. */
    static Payload parameters(DataFlow data, Payload input, Visit visit, int retryCount) {
        return payload(effectiveInput(data, input, visit, retryCount), input, visit);
    }

    /** Returns the output of a state with a result, and assigns the variables. */
    static Payload output(
            DataFlow data, Payload input, JsonNode result, Visit visit, int retryCount) {
        return switch (data) {
            case DataFlow.Paths paths -> {
                var scope = visit.scope(result, retryCount);
                var selected =
                        paths.resultSelector() == null
                                ? result
                                : paths.resultSelector().evaluate(scope);
                visit.see("afterResultSelector", selected);
                var combined = paths.resultPath().combine(input.json(), selected);
                visit.see("afterResultPath", combined);
                var output = paths.outputPath().apply(scope.with(combined));
                yield assigned(data, payload(output, input, visit), visit, scope);
            }
            case DataFlow.Query query -> {
                var states = states(input);
                if (query.result() != null) {
                    states.set(query.result().fieldName(), result);
                }
                var scope = visit.scope(states, retryCount);
                var output = query.output() == null ? result : query.output().evaluate(scope);
                yield assigned(data, payload(output, input, visit), visit, scope);
            }
        };
    }

    private static Payload assigned(DataFlow data, Payload output, Visit visit, Scope scope) {
        visit.assign(data.assign(), scope);
        return output;
    }

    /** Returns the output of a state without a result, and assigns the variables. */
    static Payload passedOn(DataFlow data, Payload input, Visit visit) {
        return switch (data) {
            case DataFlow.Paths paths -> {
                var scope = scope(data, input, visit, NEVER_RETRIED);
                var output = paths.outputPath().apply(scope);
                yield assigned(data, payload(output, input, visit), visit, scope);
            }
            case DataFlow.Query query -> output(data, input, input.json(), visit, NEVER_RETRIED);
        };
    }

    /** Returns the payload of a value. That of an unchanged input is reused. */
    private static Payload payload(JsonNode json, Payload input, Visit visit) {
        return json == input.json() ? input : Payload.of(json, visit.stateName());
    }
}
