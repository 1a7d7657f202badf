package dev.tablecast.local.stepfunctions.execution.history;

/**
 * Sees an execution's events as they happen. Called by one thread at a time, in the order of ids.
 */
@FunctionalInterface
public interface HistoryListener {
    void on(HistoryEvent event);
}
