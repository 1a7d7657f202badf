package dev.tablecast.local.stepfunctions.asl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** States with a start: a whole machine, a branch of a Parallel or a Map's item processor. */
public record StateGraph(String startAt, Map<String, State> states) {
    public StateGraph {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
        if (!states.containsKey(startAt)) {
            throw new IllegalArgumentException(
                    "\"StartAt\": \"" + startAt + "\" matches no state of " + states.keySet());
        }
    }

    /** The graphs that a state has in it. */
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

    public State state(String name) {
        var state = states.get(name);
        if (state == null) {
            throw new IllegalArgumentException(name + " is none of " + states.keySet());
        }
        return state;
    }
}
