package dev.tablecast.local.stepfunctions.asl.parser;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The transitions of one state. They are collected while the state is parsed, and checked when the
 * names of all states are known.
 */
final class Exits {
    private final Map<String, String> targets = new LinkedHashMap<>();
    private boolean end;

    /**
     * Adds a transition.
     *
     * @param location of the field that names the target
     */
    void add(String location, String target) {
        targets.put(location, target);
    }

    /**
     * Reads a required {@code Next} and adds it. Returns an empty string if the field is missing or
     * empty, after reporting that.
     */
    String requireNext(Fields fields) {
        var next = fields.requiredText("Next");
        if (!next.isEmpty()) {
            add(fields.at("Next"), next);
        }
        return next;
    }

    /** Adds a transition to the end of the graph. */
    void addEnd() {
        end = true;
    }

    /** Returns the target state of each transition, by its location in the definition. */
    Map<String, String> targets() {
        return targets;
    }

    boolean isEnd() {
        return end;
    }
}
