package dev.tablecast.local.stepfunctions.asl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph of states and the state that it starts at: a state machine, a branch of a Parallel state
 * or the item processor of a Map.
 *
 * @param states the states by name, in the order of the definition
 */
public record StateGraph(String startAt, Map<String, State> states) {
    public StateGraph {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
        if (!states.containsKey(startAt)) {
            throw new IllegalArgumentException(
                    "\"StartAt\": \"" + startAt + "\" matches no state of " + states.keySet());
        }
    }

    /**
     * Returns the graphs nested in a state: the item processor of a Map, the branches of a
     * Parallel, none for any other.
     */
    public static List<StateGraph> inside(State state) {
        return switch (state) {
            case State.Map map -> List.of(map.itemProcessor());
            case State.Parallel parallel -> parallel.branches();
            case State.Pass pass -> List.of();
            case State.Task task -> List.of();
            case State.Choice choice -> List.of();
            case State.Wait waiting -> List.of();
            case State.Succeed succeed -> List.of();
            case State.Fail fail -> List.of();
        };
    }

    /**
     * Returns the state of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public State state(String name) {
        var state = states.get(name);
        if (state == null) {
            throw new IllegalArgumentException(name + " is none of " + states.keySet());
        }
        return state;
    }
}
