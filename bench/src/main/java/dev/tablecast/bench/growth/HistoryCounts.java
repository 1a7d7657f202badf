package dev.tablecast.bench.growth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import dev.tablecast.local.stepfunctions.execution.history.HistoryListener;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.List;

/**
 * Counts what an execution does, without keeping it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a>
 */
final class HistoryCounts implements HistoryListener {
    private static final List<String> PAYLOADS = List.of("input", "output", "parameters");

    private int events;
    private int transitions;
    private int largestPayload;
    private int iterations;
    private int mostIterations;

    @Override
    public synchronized void on(HistoryEvent event) {
        events++;
        for (String field : PAYLOADS) {
            JsonNode payload = event.details().get(field);
            if (payload != null) {
                largestPayload = Math.max(largestPayload, Json.utf8Length(payload.asText()));
            }
        }
        if (event.type().wireName().endsWith("StateEntered")) {
            transitions++;
        }
        switch (event.type()) {
            case MAP_ITERATION_STARTED -> mostIterations = Math.max(mostIterations, ++iterations);
            case MAP_ITERATION_SUCCEEDED, MAP_ITERATION_FAILED, MAP_ITERATION_ABORTED ->
                    iterations--;
            default -> {}
        }
    }

    synchronized void reset() {
        events = 0;
        transitions = 0;
        largestPayload = 0;
        mostIterations = 0;
    }

    /** Events of the history, of which a STANDARD execution may have 25,000. */
    synchronized int events() {
        return events;
    }

    /** States that were entered. */
    synchronized int transitions() {
        return transitions;
    }

    /** The largest input or output of a state or task, in bytes. */
    synchronized int largestPayload() {
        return largestPayload;
    }

    /** The most iterations of the Map that ran at the same time. */
    synchronized int mostIterations() {
        return mostIterations;
    }
}
