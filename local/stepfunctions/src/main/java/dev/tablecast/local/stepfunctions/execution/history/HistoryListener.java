package dev.tablecast.local.stepfunctions.execution.history;

/**
 * Receives the events of an execution as they happen: by one thread at a time, in the order of
 * their ids. It must not block.
 */
@FunctionalInterface
public interface HistoryListener {
    void on(HistoryEvent event);
}
