package dev.tablecast.local.stepfunctions.execution;

import static dev.tablecast.local.stepfunctions.execution.ContextObject.NEVER_RETRIED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.DataFlow;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.path.Filter;

/** Runs one state, whatever its kind. */
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
            case State.Succeed(String name, Filter inputPath, Filter outputPath) ->
                    new Step.Finish(filter(inputPath, outputPath, input, visit));
            case State.Fail fail -> throw FailExecutor.failure(fail, input, visit);
        };
    }

    private static Step pass(State.Pass pass, Payload input, Visit visit) {
        var effective = effectiveInput(pass.data(), input, visit, NEVER_RETRIED);
        var result = pass.result() == null ? effective : pass.result();
        return Step.along(
                pass.transition(), output(pass.data(), input, result, visit, NEVER_RETRIED));
    }

    /** InputPath, then Parameters. */
    static JsonNode effectiveInput(DataFlow data, Payload input, Visit visit, int retryCount) {
        var scope = visit.scope(input.json(), retryCount);
        var filtered = data.inputPath().apply(scope);
        return data.parameters() == null
                ? filtered
                : data.parameters().evaluate(scope.with(filtered));
    }

    /** What a task or branch is given: the effective input, which is limited too. */
    static Payload parameters(DataFlow data, Payload input, Visit visit, int retryCount) {
        return Payload.of(effectiveInput(data, input, visit, retryCount), visit.stateName());
    }

    /** ResultSelector, then ResultPath, then OutputPath; then the variables are assigned. */
    static Payload output(
            DataFlow data, Payload input, JsonNode result, Visit visit, int retryCount) {
        var scope = visit.scope(result, retryCount);
        var selected =
                data.resultSelector() == null ? result : data.resultSelector().evaluate(scope);
        var combined = data.resultPath().combine(input.json(), selected);
        var output = payload(data.outputPath().apply(scope.with(combined)), visit);
        visit.assign(data.assign(), scope);
        return output;
    }

    /** For the states that have no result: InputPath, then OutputPath. */
    static Payload filter(Filter inputPath, Filter outputPath, Payload input, Visit visit) {
        if (inputPath.equals(Filter.ALL) && outputPath.equals(Filter.ALL)) {
            return input;
        }
        var scope = visit.scope(input.json(), NEVER_RETRIED);
        return payload(outputPath.apply(scope.with(inputPath.apply(scope))), visit);
    }

    static Payload payload(JsonNode output, Visit visit) {
        return Payload.of(output, visit.stateName());
    }
}
