package dev.tablecast.functions.stream;

import dev.tablecast.functions.metrics.MetricsLine;
import dev.tablecast.functions.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/**
 * What one execution came to, as metrics.
 *
 * <p>{@code Targeted}, {@code Delivered}, {@code Gone}, {@code NotOpenYet}, {@code Retried}, {@code
 * Closed} and {@code Refused} count connections; {@code Changes} counts changes; {@code
 * OldestChangeAge} is how long ago, in milliseconds, the oldest of them had been committed when all
 * were delivered, to the second, as the stream tells it; {@code FailedBroadcasts} is 1 or 0. A
 * broadcast that failed has only {@code Changes} and {@code FailedBroadcasts}.
 */
record MetricsRecord(
        String functionName, Broadcast broadcast, Workflow.Outcome outcome, Instant at) {
    /** Returns the line of the log. */
    String text() {
        var line = new MetricsLine(functionName, at).count("Changes", broadcast.changes());
        switch (outcome) {
            case Workflow.Outcome.Succeeded succeeded -> {
                var age = Duration.between(broadcast.oldest(), at);
                line.count("FailedBroadcasts", 0).milliseconds("OldestChangeAge", age.toMillis());
                succeeded
                        .connections()
                        .forEach((end, count) -> line.count(capitalized(end), count));
            }
            case Workflow.Outcome.Failed failed ->
                    line.count("FailedBroadcasts", 1)
                            .property("execution", failed.execution())
                            .property("error", failed.error());
        }
        return line.text();
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
