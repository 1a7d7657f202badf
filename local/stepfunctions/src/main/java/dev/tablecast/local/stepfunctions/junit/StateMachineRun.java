package dev.tablecast.local.stepfunctions.junit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * An execution that has ended.
 *
 * @param output JSON text; null unless it succeeded
 * @param error null unless it failed with one
 * @param cause null unless it failed with one
 * @param history all events, in the order of their ids
 */
public record StateMachineRun(
        String executionArn,
        ExecutionStatus status,
        @Nullable String output,
        @Nullable String error,
        @Nullable String cause,
        List<HistoryEvent> history) {
    public StateMachineRun {
        history = List.copyOf(history);
    }

    /**
     * Returns the names of the states in the order in which they were entered, including states in
     * Maps and Parallels.
     */
    public List<String> statesEntered() {
        return history.stream()
                .filter(event -> event.stateEnteredEventDetails() != null)
                .map(event -> event.stateEnteredEventDetails().name())
                .toList();
    }
}
