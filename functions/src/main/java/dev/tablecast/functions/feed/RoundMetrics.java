package dev.tablecast.functions.feed;

import dev.tablecast.functions.metrics.EmfLine;
import dev.tablecast.functions.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * The metrics of one execution.
 *
 * <p>{@code Targeted}, {@code Delivered}, {@code Gone}, {@code NotOpenYet}, {@code Expired}, {@code
 * Closed}, {@code Refused} and {@code NotClosed} count connections; {@code Changes} counts changes,
 * and {@code Resets} the number of new epochs, after which all clients start over; {@code
 * OldestChangeAge} is how long ago, in milliseconds, the oldest change had been committed when all
 * were delivered, to the second, as the stream reports it; {@code FailedBroadcasts} is 1 or 0. A
 * broadcast that failed has only {@code Changes} and {@code FailedBroadcasts}.
 */
public record RoundMetrics(
        String functionName, RoundContent content, Workflow.Outcome outcome, Instant at) {
    private static final List<String> CONNECTIONS =
            List.of(
                    "Targeted",
                    "Delivered",
                    "Gone",
                    "NotOpenYet",
                    "Expired",
                    "Closed",
                    "Refused",
                    "NotClosed");

    /**
     * Returns a report that writes the metrics of each execution to a function's log.
     *
     * @param log takes a line
     */
    public static RoundBroadcast.Report to(
            Consumer<String> log, String functionName, InstantSource clock) {
        return (content, outcome) ->
                log.accept(
                        new RoundMetrics(functionName, content, outcome, clock.instant()).text());
    }

    /** Returns the line of the log. */
    public String text() {
        var line = new EmfLine(functionName, at).count("Changes", content.changes());
        switch (outcome) {
            case Workflow.Outcome.Succeeded succeeded -> {
                line.count("FailedBroadcasts", 0).count("Resets", content.resets());
                content.first()
                        .ifPresent(
                                first ->
                                        line.milliseconds(
                                                "OldestChangeAge",
                                                Duration.between(first, at).toMillis()));
                for (String name : CONNECTIONS) {
                    Long count = succeeded.connections().get(end(name));
                    if (count != null) {
                        line.count(name, count);
                    }
                }
            }
            case Workflow.Outcome.Failed failed ->
                    line.count("FailedBroadcasts", 1)
                            .property("execution", failed.execution())
                            .property("error", failed.error());
        }
        return line.text();
    }

    /** Returns the name that the workflow's output has for a metric's connections. */
    private static String end(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
