package dev.tablecast.local.stepfunctions.mock;

import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.StateGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A test case: the mocked states of a state machine.
 *
 * @param location the line and path in the file
 * @param responses the mocked responses by the name of the state
 */
record TestCase(String location, Map<String, MockedResponse> responses) {
    TestCase {
        responses = Collections.unmodifiableMap(new LinkedHashMap<>(responses));
    }

    /** Returns the mocked states that can't be mocked, each with its location in the file. */
    List<String> problems(StateGraph graph) {
        var states = new LinkedHashMap<String, State>();
        collect(graph, states);
        var problems = new ArrayList<String>();
        for (var name : responses.keySet()) {
            var state = states.get(name);
            if (!mockable(states).contains(name)) {
                problems.add(
                        location
                                + "/"
                                + name
                                + ": "
                                + (state == null
                                        ? "the state machine has no such state"
                                        : "is a " + state.getClass().getSimpleName() + " state")
                                + "; the states that can be mocked are: "
                                + MockConfiguration.list(mockable(states)));
            }
        }
        return problems;
    }

    /** Returns the names of the Tasks, and of the readers and writers of distributed Maps. */
    private static List<String> mockable(Map<String, State> states) {
        var names = new ArrayList<String>();
        for (var state : states.values()) {
            if (state instanceof State.Task) {
                names.add(state.name());
            }
            if (state instanceof State.Map map && map.distributed() != null) {
                if (map.distributed().reader() != null) {
                    names.add(map.name() + "/ItemReader");
                }
                if (map.distributed().writer() != null) {
                    names.add(map.name() + "/ResultWriter");
                }
            }
        }
        return names;
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
