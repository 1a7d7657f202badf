package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.StateGraph;
import dev.tablecast.local.stepfunctions.asl.parser.DefinitionParser;
import dev.tablecast.local.stepfunctions.asl.parser.InvalidDefinitionException;
import dev.tablecast.local.stepfunctions.execution.StateTest.Mock;
import dev.tablecast.local.stepfunctions.execution.TestedState;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.integration.BundledIntegrations;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import dev.tablecast.local.stepfunctions.registry.StateTests;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The action TestState. Unlike AWS, it doesn't compare mocked results with the services' models, so
 * that every {@code fieldValidationMode} has the effect of {@code NONE}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html">TestState</a>
 */
record StateTestOperation(StateTests tests) implements Operation {
    private static final List<String> LEVELS = List.of("INFO", "DEBUG", "TRACE");
    private static final DefinitionParser PARSER =
            new DefinitionParser(
                    (resource, parameters) ->
                            BundledIntegrations.refusedByAws(
                                    TaskResource.parse(resource), parameters));

    @Override
    public JsonNode call(Parameters parameters) throws InterruptedException {
        var level = parameters.oneOf("inspectionLevel", "INFO", LEVELS);
        var state = state(parameters);
        var mocks = new MockParameters(parameters, state);
        mocks.check();
        var configuration = parameters.object("stateConfiguration");
        var tested =
                tests.run(
                        new StateTests.Subject(
                                state,
                                parameters.optionalText("input"),
                                role(parameters, state, mocks.mock()),
                                variables(parameters),
                                TestContext.of(parameters, state),
                                mocks.mock(),
                                configuration.count("retrierRetryCount"),
                                configuration.count("mapIterationFailureCount"),
                                mocks.itemsRead()));
        return answer(tested, parameters.optionalText("input"), level);
    }

    private static State state(Parameters parameters) {
        var definition = parameters.text("definition");
        var name = parameters.optionalText("stateName");
        try {
            if (name == null) {
                return PARSER.parseState(definition);
            }
            return find(PARSER.parse(definition).graph(), name)
                    .orElseThrow(
                            () ->
                                    new RefusedException(
                                            Code.VALIDATION, "State not found in definition"));
        } catch (InvalidDefinitionException e) {
            throw new RefusedException(Code.INVALID_DEFINITION, e.getMessage());
        }
    }

    private static Optional<State> find(StateGraph graph, String name) {
        if (graph.states().containsKey(name)) {
            return Optional.of(graph.state(name));
        }
        return graph.states().values().stream()
                .flatMap(state -> StateGraph.inside(state).stream())
                .flatMap(inner -> find(inner, name).stream())
                .findFirst();
    }

    private static @Nullable String role(Parameters parameters, State state, @Nullable Mock mock) {
        var role = parameters.optionalText("roleArn");
        if (role == null && mock == null && state instanceof State.Task) {
            throw new RefusedException(
                    Code.VALIDATION, "RoleArn must be specified when testing a Task state");
        }
        return role;
    }

    private static ObjectNode variables(Parameters parameters) {
        var variables = parameters.json("variables");
        if (variables != null && !variables.isObject()) {
            throw new RefusedException(Code.VALIDATION, "Variables must be a JSON object.");
        }
        return variables == null ? Json.object() : (ObjectNode) variables;
    }

    private static ObjectNode answer(TestedState tested, @Nullable String input, String level) {
        var answer = Json.object().put("status", tested.status().name());
        var output = tested.output();
        if (output != null) {
            answer.put("output", output.text());
        }
        if (tested.nextState() != null) {
            answer.put("nextState", tested.nextState());
        }
        Failure failure = tested.failure();
        if (failure != null && failure.error() != null) {
            answer.put("error", failure.error());
        }
        if (failure != null && failure.cause() != null) {
            answer.put("cause", failure.cause());
        }
        if (!level.equals("INFO")) {
            inspect(answer.putObject("inspectionData"), tested, input);
        }
        return answer;
    }

    private static void inspect(ObjectNode data, TestedState tested, @Nullable String input) {
        data.put("input", input == null ? "{}" : input);
        tested.data()
                .forEach(
                        (name, json) -> {
                            if (json.isNumber() && !name.startsWith("after")) {
                                data.set(name, json);
                            } else {
                                data.put(name, Json.write(json));
                            }
                        });
        if (!tested.variables().isEmpty()) {
            data.put("variables", Json.write(Json.object().setAll(tested.variables())));
        }
        if (tested.failure() != null) {
            var details = Json.object();
            if (tested.retrier() != null) {
                details.put("retryIndex", tested.retrier());
            }
            if (tested.backoff() != null) {
                details.put("retryBackoffIntervalSeconds", tested.backoff().toSeconds());
            }
            if (tested.catcher() != null) {
                details.put("catchIndex", tested.catcher());
            }
            if (!details.isEmpty()) {
                data.set("errorDetails", details);
            }
        }
    }
}
