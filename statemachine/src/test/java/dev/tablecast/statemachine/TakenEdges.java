package dev.tablecast.statemachine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** The edges that an execution has taken, as its history shows them. */
final class TakenEdges {
    private static final Set<HistoryEventType> FAILURES =
            Set.of(HistoryEventType.TASK_FAILED, HistoryEventType.MAP_STATE_FAILED);

    private final Map<String, JsonNode> states;
    private final List<HistoryEvent> history;
    private final Map<Long, HistoryEvent> byId = new HashMap<>();
    private final Set<Edge> edges = new LinkedHashSet<>();

    private TakenEdges(Map<String, JsonNode> states, List<HistoryEvent> history) {
        this.states = states;
        this.history = history;
        history.forEach(event -> byId.put(event.id(), event));
    }

    static Set<Edge> of(Map<String, JsonNode> states, List<HistoryEvent> history) {
        var taken = new TakenEdges(states, history);
        history.forEach(taken::add);
        return taken.edges;
    }

    private void add(HistoryEvent event) {
        var previous = byId.get(event.previousEventId());
        if (event.stateEnteredEventDetails() != null) {
            enter(previous, event.stateEnteredEventDetails().name());
            return;
        }
        switch (event.type()) {
            case MAP_ITERATION_SUCCEEDED, EXECUTION_SUCCEEDED -> goOn(previous, Edge.END);
            case EXECUTION_FAILED -> {
                if (previous.type() == HistoryEventType.FAIL_STATE_ENTERED) {
                    edges.add(Edge.goesOn(previous.stateEnteredEventDetails().name(), Edge.END));
                }
            }
            case TASK_FAILED -> fail(event);
            default -> {}
        }
    }

    /** The first state follows no event: the one that starts the execution isn't its previous. */
    private void enter(@Nullable HistoryEvent previous, String name) {
        if (previous == null) {
            edges.add(Edge.begin(Edge.START, name));
            return;
        }
        switch (previous.type()) {
            case EXECUTION_STARTED -> edges.add(Edge.begin(Edge.START, name));
            case MAP_ITERATION_STARTED ->
                    edges.add(Edge.begin(previous.mapIterationStartedEventDetails().name(), name));
            default -> goOn(previous, name);
        }
    }

    private void goOn(HistoryEvent exited, String to) {
        var from = exited.stateExitedEventDetails().name();
        boolean failed = FAILURES.contains(byId.get(exited.previousEventId()).type());
        edges.add(failed ? Edge.caught(from, to) : Edge.goesOn(from, to));
    }

    /** The first retrier that matches counts, if it still had an attempt or never has any. */
    private void fail(HistoryEvent failed) {
        var state = stateOf(failed);
        var retriers = states.get(state).path("Retry");
        for (int i = 0; i < retriers.size(); i++) {
            var retrier = retriers.get(i);
            if (matches(retrier, failed.taskFailedEventDetails().error())) {
                boolean never = retrier.path("MaxAttempts").asInt(3) == 0;
                if (never != isTriedAgain(failed)) {
                    edges.add(Edge.retried(state, i));
                }
                return;
            }
        }
    }

    private static boolean matches(JsonNode retrier, String error) {
        for (var name : retrier.get("ErrorEquals")) {
            if (name.textValue().equals(error) || name.textValue().equals("States.ALL")) {
                return true;
            }
        }
        return false;
    }

    private boolean isTriedAgain(HistoryEvent failed) {
        return history.stream()
                .filter(event -> event.previousEventId().equals(failed.id()))
                .anyMatch(event -> event.type() == HistoryEventType.TASK_SCHEDULED);
    }

    private String stateOf(HistoryEvent event) {
        var earlier = event;
        while (earlier.stateEnteredEventDetails() == null) {
            earlier = byId.get(earlier.previousEventId());
        }
        return earlier.stateEnteredEventDetails().name();
    }
}
