package dev.tablecast.soak.report;

import dev.tablecast.soak.checks.Verdict;
import java.util.Map;
import java.util.stream.Collectors;

/** The report of a soak: text for people, and one line for scripts. */
public record Report(Result result) {
    public String text() {
        Verdict verdict = result.verdict();
        var lines = new StringBuilder();
        section(lines, "load", result.load());
        section(lines, "faults", result.faults());
        lines.append("\nfound\n");
        figure(lines, "changes committed", result.commits());
        figure(lines, "deliveries", result.deliveries());
        figure(lines, "repeated on the wire", result.repeated());
        figure(lines, "resumed from a position", result.resumed());
        figure(lines, "resets", result.resets());
        figure(lines, "lost", verdict.lost());
        figure(lines, "out of order", verdict.outOfOrder());
        figure(lines, "doubled in spite of the numbers", verdict.doubled());
        figure(lines, "live connections pruned", verdict.livePruned());
        figure(lines, "open at the gateway without a row", verdict.withoutRow());
        figure(lines, "open long after the end of their token", verdict.overdue());
        figure(lines, "ghosts left", verdict.ghosts());
        figure(lines, "shards blocked", verdict.blocked());
        figure(lines, "leaked against claims or filter", verdict.leaked());
        figure(lines, "missing in spite of claims and filter", verdict.missing());
        figure(lines, "batches given up", result.givenUp().size());
        figure(lines, "median latency, ms", result.latencies().medianMs());
        figure(lines, "worst latency, ms", result.latencies().worstMs());
        figure(lines, "peak heap, MB", result.heapMb());
        lines.append('\n');
        verdict.violations().forEach(violation -> lines.append(violation).append('\n'));
        result.givenUp().forEach(batch -> lines.append("given up: ").append(batch).append('\n'));
        lines.append(
                verdict.promiseKept()
                        ? "The promise was kept.\n"
                        : "The promise was broken; -Dseed=%d makes the same decisions again.\n"
                                .formatted(result.settings().seed()));
        return lines.toString();
    }

    /** Returns {@code soak: deliveries=N repeated=N resumed=N resets=N lost=0 …}, in this order. */
    public String line() {
        Verdict verdict = result.verdict();
        return "soak: deliveries=%d repeated=%d resumed=%d resets=%d lost=%d outOfOrder=%d doubled=%d livePruned=%d ghosts=%d blocked=%d leaked=%d missing=%d p50ms=%d maxms=%d heapMb=%d"
                .formatted(
                        result.deliveries(),
                        result.repeated(),
                        result.resumed(),
                        result.resets(),
                        verdict.lost(),
                        verdict.outOfOrder(),
                        verdict.doubled(),
                        verdict.livePruned(),
                        verdict.ghosts(),
                        verdict.blocked(),
                        verdict.leaked(),
                        verdict.missing(),
                        result.latencies().medianMs(),
                        result.latencies().worstMs(),
                        result.heapMb());
    }

    /** Returns 0 if the promise was kept, otherwise 1. */
    public int exitStatus() {
        return result.verdict().promiseKept() ? 0 : 1;
    }

    private static void section(StringBuilder lines, String title, Map<String, Long> counts) {
        lines.append('\n').append(title).append('\n');
        lines.append(
                counts.entrySet().stream()
                        .map(count -> figure(count.getKey(), count.getValue()))
                        .collect(Collectors.joining()));
    }

    private static void figure(StringBuilder lines, String what, long value) {
        lines.append(figure(what, value));
    }

    private static String figure(String what, long value) {
        return "  %-58s %,12d\n".formatted(what, value);
    }
}
