package dev.tablecast.local.stepfunctions.mock;

import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.StateGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which states of a state machine are mocked.
 *
 * @param location where it is in its file
 * @param responses by the state's name
 */
record TestCase(String location, Map<String, MockedResponse> responses) {
    TestCase {
        responses = Collections.unmodifiableMap(new LinkedHashMap<>(responses));
    }

    /** What it mocks but can't be mocked, each with its place in the file. */
    List<String> problems(StateGraph graph) {
        var states = new LinkedHashMap<String, State>();
        collect(graph, states);
        var problems = new ArrayList<String>();
        for (var name : responses.keySet()) {
            var state = states.get(name);
            if (!(state instanceof State.Task)) {
                problems.add(
                        location
                                + "/"
                                + name
                                + ": "
                                + (state == null
                                        ? "the state machine has no such state"
                                        : "is a " + state.getClass().getSimpleName() + " state")
                                + "; its Task states are: "
                                + MockConfiguration.list(tasks(states)));
            }
        }
        return problems;
    }

    private static List<String> tasks(Map<String, State> states) {
        return states.values().stream()
                .filter(State.Task.class::isInstance)
                .map(State::name)
                .toList();
    }

    private static void collect(StateGraph graph, Map<String, State> states) {
        states.putAll(graph.states());
        for (var state : graph.states().values()) {
            if (state instanceof State.Map map) {
                collect(map.itemProcessor(), states);
            } else if (state instanceof State.Parallel parallel) {
                parallel.branches().forEach(branch -> collect(branch, states));
            }
        }
    }
}
