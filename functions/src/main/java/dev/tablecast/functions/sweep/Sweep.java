package dev.tablecast.functions.sweep;

import dev.tablecast.functions.limits.Recount;
import dev.tablecast.functions.metrics.EmfLine;
import dev.tablecast.functions.workflow.Workflow;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A run of the workflow with nothing to send. It closes connections whose token has ended and
 * deletes rows that are older than a connection can be; both would wait for the next change
 * otherwise. Then the counters of connections are corrected.
 *
 * @param input of an execution that sends nothing
 */
public record Sweep(Workflow workflow, String input, Recount recount) {

    /**
     * Sweeps once.
     *
     * <p>The metrics are {@code Sweeps} and {@code FailedSweeps}, 1 or 0 each; and of a sweep that
     * succeeded {@code Connections}, which are left, and {@code Expired}, {@code Gone} and {@code
     * Refused} as in a broadcast's.
     *
     * @param line asked for the line that the metrics are written to
     * @param log takes that line, whether the workflow has failed or not
     * @throws SweepFailedException if the workflow failed; the next sweep does what is left
     */
    public void run(Supplier<EmfLine> line, Consumer<String> log) {
        Workflow.Outcome outcome = workflow.run(input);
        recount.run();
        switch (outcome) {
            case Workflow.Outcome.Succeeded swept -> log.accept(metrics(line.get(), swept));
            case Workflow.Outcome.Failed failed -> {
                log.accept(
                        line.get()
                                .count("Sweeps", 0)
                                .count("FailedSweeps", 1)
                                .property("execution", failed.execution())
                                .property("error", failed.error())
                                .text());
                throw new SweepFailedException(failed.execution(), failed.error());
            }
        }
    }

    private static String metrics(EmfLine line, Workflow.Outcome.Succeeded swept) {
        long ended = count(swept, "gone") + count(swept, "expired") + count(swept, "closed");
        return line.count("Sweeps", 1)
                .count("FailedSweeps", 0)
                .count("Connections", count(swept, "targeted") - ended)
                .count("Expired", count(swept, "expired"))
                .count("Gone", count(swept, "gone"))
                .count("Refused", count(swept, "refused"))
                .text();
    }

    private static long count(Workflow.Outcome.Succeeded swept, String end) {
        return swept.connections().getOrDefault(end, 0L);
    }
}
