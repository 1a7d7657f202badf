package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.StateGraph;
import dev.tablecast.local.stepfunctions.execution.StateTest.Mock;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import dev.tablecast.local.stepfunctions.resource.IntegrationPattern;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters {@code mock} and {@code stateConfiguration} of TestState. Their validity depends
 * on the type of the state.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html">TestState</a>
 */
final class MockParameters {
    private static final List<String> VALIDATION_MODES = List.of("STRICT", "PRESENT", "NONE");

    private final Parameters parameters;
    private final State state;
    private final Parameters configuration;
    private final @Nullable Mock mock;

    MockParameters(Parameters parameters, State state) {
        this.parameters = parameters;
        this.state = state;
        this.configuration = parameters.object("stateConfiguration");
        this.mock = parsed(parameters.object("mock"));
    }

    /** Returns the mock; null for none. */
    @Nullable Mock mock() {
        return mock;
    }

    private static @Nullable Mock parsed(Parameters mock) {
        mock.oneOf("fieldValidationMode", "STRICT", VALIDATION_MODES);
        var result = mock.optionalText("result", 262_144);
        if (result != null && mock.has("errorOutput")) {
            throw refused(
                    "A test mock should have only one of the following fields: [result,"
                            + " errorOutput].");
        }
        if (mock.has("errorOutput")) {
            var error = mock.object("errorOutput");
            return new Mock.Error(
                    new Failure(error.optionalText("error"), error.optionalText("cause")));
        }
        try {
            return result == null ? null : new Mock.Result(Json.parse(result));
        } catch (MalformedJsonException e) {
            throw refused("Mocked result must be valid JSON");
        }
    }

    /** Returns the items from the reader of a distributed Map; null for none. */
    @Nullable JsonNode itemsRead() {
        var items = configuration.json("mapItemReaderData");
        if (items != null && !items.isArray()) {
            throw refused("\"mapItemReaderData\" must be a JSON array here.");
        }
        return items;
    }

    /**
     * Checks that the state can be tested with these parameters.
     *
     * @throws RefusedException {@code ValidationException}, {@code InvalidDefinition}
     */
    void check() {
        if (mock == null) {
            checkWithout();
        } else {
            if (parameters.flag("revealSecrets", false)) {
                throw refused("TestState does not support RevealSecrets when a mock is specified.");
            }
            checkWith(mock);
        }
        var causedBy = configuration.optionalText("errorCausedByState", 80);
        if (causedBy != null
                && StateGraph.inside(state).stream()
                        .noneMatch(graph -> graph.states().containsKey(causedBy))) {
            throw refused("\"errorCausedByState\": there is no state \"" + causedBy + "\" in it.");
        }
    }

    private void checkWithout() {
        if (configuration.has("mapIterationFailureCount")) {
            throw refused(
                    "TestState does not support MapIterationFailureCount when a mock is not"
                            + " specified.");
        }
        if (state instanceof State.Map || state instanceof State.Parallel) {
            throw new RefusedException(
                    Code.INVALID_DEFINITION,
                    "TestState API does not support Map or Parallel states. Supported state types"
                            + " include: [Task, Wait, Pass, Succeed, Fail, Choice]");
        }
        if (state instanceof State.Task task && task.resource().isAwaited()) {
            throw new RefusedException(
                    Code.INVALID_DEFINITION,
                    task.resource() instanceof TaskResource.Activity
                            ? "TestState API supports activities with a mock only"
                            : "TestState API supports the integration pattern "
                                    + pattern(task.resource()).suffix()
                                    + " with a mock only");
        }
    }

    private static IntegrationPattern pattern(TaskResource resource) {
        return resource.pattern();
    }

    private void checkWith(Mock given) {
        switch (state) {
            case State.Task task -> {}
            case State.Map map -> checkMap(map, given);
            case State.Parallel parallel -> {
                if (given instanceof Mock.Result(JsonNode json)) {
                    requireArray(json);
                    if (json.size() != parallel.branches().size()) {
                        throw refused(
                                "Mocked result must contain the same number of items as number of"
                                        + " Parallel branches.");
                    }
                }
            }
            case State.Pass pass -> throw unmockable("Pass");
            case State.Choice choice -> throw unmockable("Choice");
            case State.Wait waiting -> throw unmockable("Wait");
            case State.Succeed succeed -> throw unmockable("Succeed");
            case State.Fail fail -> throw unmockable("Fail");
        }
    }

    private void checkMap(State.Map map, Mock given) {
        if (!(given instanceof Mock.Result(JsonNode json))) {
            return;
        }
        if (map.distributed() != null && map.distributed().writer() != null) {
            if (!json.isObject()) {
                throw refused("Mocked result must be a JSON object.");
            }
            return;
        }
        requireArray(json);
        if (configuration.count("mapIterationFailureCount") > json.size()) {
            throw refused(
                    "Map iteration failure count must be less than or equal to the number of Map"
                            + " iterations");
        }
    }

    private static void requireArray(JsonNode json) {
        if (!json.isArray()) {
            throw refused("Mocked result must be an array.");
        }
    }

    private static RefusedException unmockable(String type) {
        return refused("State type '" + type + "' is not supported when a mock is specified");
    }

    private static RefusedException refused(String message) {
        return new RefusedException(Code.VALIDATION, message);
    }
}
