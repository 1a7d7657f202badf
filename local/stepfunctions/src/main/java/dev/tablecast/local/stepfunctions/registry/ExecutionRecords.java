package dev.tablecast.local.stepfunctions.registry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of all running executions and of the newest ended ones: at most 1,000, and fewer if
 * their histories have more than 64 million characters together.
 */
final class ExecutionRecords {
    private static final int MOST_ENDED = 1_000;
    private static final long MOST_ENDED_CHARACTERS = 64_000_000;

    private final Map<String, ExecutionRecord> byArn = new LinkedHashMap<>();
    private final Deque<ExecutionRecord> endedOldestFirst = new ArrayDeque<>();
    private final MapRuns mapRuns = new MapRuns();
    private long endedCharacters;

    /** Returns the Map Runs of the executions whose records are kept. */
    MapRuns mapRuns() {
        return mapRuns;
    }

    synchronized void add(ExecutionRecord execution) {
        byArn.put(execution.request().executionArn(), execution);
    }

    /** Returns the record of an execution; empty if it is unknown or no longer kept. */
    synchronized Optional<ExecutionRecord> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /** Returns all records, the newest first. */
    synchronized List<ExecutionRecord> all() {
        return List.copyOf(byArn.values()).reversed();
    }

    /** Counts an execution among the ended ones, and removes the oldest of those over the limit. */
    synchronized void ended(ExecutionRecord execution) {
        endedOldestFirst.add(execution);
        endedCharacters += execution.characters();
        while (endedOldestFirst.size() > MOST_ENDED || endedCharacters > MOST_ENDED_CHARACTERS) {
            var oldest = endedOldestFirst.remove();
            endedCharacters -= oldest.characters();
            byArn.remove(oldest.request().executionArn());
            mapRuns.forget(oldest.request().executionArn());
        }
    }

    /** Counts an ended execution among the running ones again, because it is redriven. */
    synchronized void redriven(ExecutionRecord execution) {
        if (endedOldestFirst.remove(execution)) {
            endedCharacters -= execution.characters();
        }
    }
}
