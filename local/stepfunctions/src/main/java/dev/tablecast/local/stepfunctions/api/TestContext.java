package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parameter {@code context} of TestState: the context object of the state under test. */
final class TestContext {
    /** The fields of each object. {@link #ANY} lists those that may have any JSON value. */
    private static final Map<String, Set<String>> FIELDS =
            Map.of(
                    "Execution",
                    Set.of(
                            "Id",
                            "Input",
                            "Name",
                            "RoleArn",
                            "StartTime",
                            "RedriveCount",
                            "RedriveTime"),
                    "State",
                    Set.of("EnteredTime", "Name", "RetryCount"),
                    "StateMachine",
                    Set.of("Id", "Name"),
                    "Task",
                    Set.of("Token"));

    private static final Set<String> ANY = Set.of("Input");
    private static final Set<String> NUMBERS = Set.of("RedriveCount", "RetryCount");

    private TestContext() {}

    /**
     * Returns the context object; null for none.
     *
     * @throws RefusedException {@code ValidationException}
     */
    static @Nullable ObjectNode of(Parameters parameters, State state) {
        var context = parameters.json("context");
        if (context == null) {
            return null;
        }
        if (!(context instanceof ObjectNode object)) {
            throw invalid("it must be a JSON object");
        }
        for (var field : object.properties()) {
            check(field.getKey(), field.getValue(), state);
        }
        return object;
    }

    private static void check(String name, JsonNode value, State state) {
        if (name.equals("Map")) {
            throw invalid("'Map' field is not supported when mocking a Context object");
        }
        var fields = FIELDS.get(name);
        if (fields == null) {
            throw invalid("Field '" + name + "' is not allowed");
        }
        if (name.equals("Task") && !hasToken(state)) {
            throw invalid(
                    "Context object contains 'Task' when state is not a Task state with a '.sync'"
                            + " or '.waitForTaskToken' service integration pattern");
        }
        if (!value.isObject()) {
            throw invalid(name + " must be an object");
        }
        for (var field : value.properties()) {
            if (!fields.contains(field.getKey())) {
                throw invalid("Field '" + field.getKey() + "' is not allowed");
            }
            checkType(name + "." + field.getKey(), field.getKey(), field.getValue());
        }
    }

    private static void checkType(String path, String name, JsonNode value) {
        if (NUMBERS.contains(name) && !value.isNumber()) {
            throw invalid(path + " must be a number");
        }
        if (!NUMBERS.contains(name) && !ANY.contains(name) && !value.isTextual()) {
            throw invalid(path + " must be a string");
        }
    }

    private static boolean hasToken(State state) {
        return state instanceof State.Task task
                && task.resource() instanceof TaskResource.Service service
                && service.isAwaited();
    }

    private static RefusedException invalid(String what) {
        return new RefusedException(Code.VALIDATION, "Invalid Context object provided: " + what);
    }
}
