package dev.tablecast.local.stepfunctions.asl;

import java.util.Collections;
import java.util.LinkedHashMap;
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

    public State state(String name) {
        var state = states.get(name);
        if (state == null) {
            throw new IllegalArgumentException(name + " is none of " + states.keySet());
        }
        return state;
    }
}
