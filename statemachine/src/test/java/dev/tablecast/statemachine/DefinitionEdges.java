package dev.tablecast.statemachine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Every edge of a definition, those inside of its Maps included.
 *
 * @param states by name
 */
record DefinitionEdges(Set<Edge> edges, Map<String, JsonNode> states) {
    static DefinitionEdges of(JsonNode definition) {
        var found = new DefinitionEdges(new LinkedHashSet<>(), new LinkedHashMap<>());
        found.addGraph(Edge.START, definition);
        return found;
    }

    private void addGraph(String origin, JsonNode graph) {
        edges.add(Edge.begin(origin, graph.get("StartAt").textValue()));
        graph.get("States").properties().forEach(s -> addState(s.getKey(), s.getValue()));
    }

    private void addState(String name, JsonNode state) {
        states.put(name, state);
        switch (state.get("Type").textValue()) {
            case "Choice" -> {
                state.get("Choices").forEach(choice -> goesOn(name, choice.get("Next")));
                goesOn(name, state.get("Default"));
            }
            case "Succeed", "Fail" -> edges.add(Edge.goesOn(name, Edge.END));
            case "Map" -> {
                addGraph(name, state.get("ItemProcessor"));
                addTransitions(name, state);
            }
            case "Parallel" -> throw new IllegalArgumentException("Add the edges of a Parallel");
            default -> addTransitions(name, state);
        }
    }

    private void addTransitions(String name, JsonNode state) {
        if (state.path("End").booleanValue()) {
            edges.add(Edge.goesOn(name, Edge.END));
        } else {
            goesOn(name, state.get("Next"));
        }
        state.path("Catch").forEach(c -> edges.add(Edge.caught(name, c.get("Next").textValue())));
        for (int i = 0; i < state.path("Retry").size(); i++) {
            edges.add(Edge.retried(name, i));
        }
    }

    private void goesOn(String name, JsonNode next) {
        edges.add(Edge.goesOn(name, next.textValue()));
    }
}
