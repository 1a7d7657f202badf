package dev.tablecast.functions.feed;

import dev.tablecast.functions.metrics.MetricsLine;
import dev.tablecast.functions.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/**
 * The metrics of one execution.
 *
 * <p>{@code Targeted}, {@code Delivered}, {@code Gone}, {@code NotOpenYet}, {@code Expired}, {@code
 * Closed}, {@code Refused} and {@code NotClosed} count connections; {@code Changes} counts changes,
 * and {@code Resets} how often everyone was told to start over; {@code OldestChangeAge} is how long
 * ago, in milliseconds, the oldest change had been committed when all were delivered, to the
 * second, as the stream tells it; {@code FailedBroadcasts} is 1 or 0. A broadcast that failed has
 * only {@code Changes} and {@code FailedBroadcasts}.
 */
public record RoundMetrics(
        String functionName, RoundContent content, Workflow.Outcome outcome, Instant at) {
    /** Returns the line of the log. */
    public String text() {
        var line = new MetricsLine(functionName, at).count("Changes", content.changes());
        switch (outcome) {
            case Workflow.Outcome.Succeeded succeeded -> {
                line.count("FailedBroadcasts", 0).count("Resets", content.resets());
                content.first()
                        .ifPresent(
                                first ->
                                        line.milliseconds(
                                                "OldestChangeAge",
                                                Duration.between(first, at).toMillis()));
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
