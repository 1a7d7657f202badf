package dev.tablecast.bench.growth;

import dev.tablecast.bench.Benchmark;
import dev.tablecast.bench.Report;
import dev.tablecast.bench.Table;
import dev.tablecast.bench.broadcast.StreamEvents;
import dev.tablecast.bench.growth.Growth.Broadcast;
import dev.tablecast.bench.stub.StubProcess;
import dev.tablecast.local.stepfunctions.execution.Payload;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One broadcast to 1 to 100,000 connections: time, requests, payloads and transitions, and whether
 * memory stays as it is.
 */
public final class GrowthBenchmark implements Benchmark {
    private static final List<Integer> ROWS = List.of(1, 10, 100, 1_000, 10_000, 30_000, 100_000);

    /** From which on the history of one execution is as much as is kept. */
    private static final List<Integer> ROWS_FOR_HEAP = List.of(1_000, 30_000, 100_000);

    /** Where the median of some runs counts; what is longer is steady by itself. */
    private static final int FEW_ROWS = 1_000;

    private static final int RUNS = 5;
    private static final int WARM_UPS = 30;
    private static final int LATENCY = 10;
    private static final int ITERATIONS = 40;
    private static final int STANDARD_EVENTS = 25_000;

    /** More than the messages of an execution may have, so that the first has all it can. */
    private static final int MANY_CHANGES = 2_000;

    private static final int TWO_PAGES = 2_000;
    private static final Map<String, String> SETTINGS = Map.of("auth", "none");

    /** As Lambda runs Java 21: the first compiler alone, and the serial collector. */
    @Override
    public List<String> jvmOptions() {
        return List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    @Override
    public Report run() {
        try (var stub = StubProcess.start(List.of(LATENCY));
                var growth = new Growth(SETTINGS, stub.endpoint(LATENCY))) {
            String change = StreamEvents.of(1);
            for (int i = 0; i < WARM_UPS; i++) {
                growth.broadcast(FEW_ROWS, change);
            }
            List<Broadcast> all = ROWS.stream().map(rows -> measure(growth, rows, change)).toList();
            Broadcast largest = growth.broadcast(TWO_PAGES, StreamEvents.of(MANY_CHANGES));
            List<Long> heap =
                    ROWS_FOR_HEAP.stream()
                            .map(rows -> LiveHeap.during(() -> growth.broadcast(rows, change)))
                            .toList();
            return report(all, largest, heap);
        }
    }

    private static Broadcast measure(Growth growth, int rows, String change) {
        return Stream.generate(() -> growth.broadcast(rows, change))
                .limit(rows <= FEW_ROWS ? RUNS : 1)
                .sorted(Comparator.comparing(Broadcast::elapsed))
                .toList()
                .get(rows <= FEW_ROWS ? RUNS / 2 : 0);
    }

    private static Report report(List<Broadcast> all, Broadcast largest, List<Long> heap) {
        Line line =
                Line.through(
                        all.stream()
                                .map(
                                        one ->
                                                new Line.Point(
                                                        one.rows(), one.elapsed().toNanos() / 1e3))
                                .toList());
        Broadcast last = all.getLast();
        return new Report()
                .table(table(all))
                .note(
                        "%.1f ms and %.1f µs a row; R² is %.4f. Pages are read one after the other, and a page's chunks are posted at the same time: here all on the same cores, on AWS each in a function of its own. Rows are made as they are read; a post takes %d ms."
                                .formatted(
                                        line.intercept() / 1e3,
                                        line.slope(),
                                        line.determination(),
                                        LATENCY))
                .table(limits(last, largest))
                .table(heap(heap))
                .note(
                        "Heap is what is in use after collections while the broadcast runs. The"
                                + " local Step Functions keeps up to 32 million characters of an"
                                + " execution's history, and 64 million of those before: 1,000 rows"
                                + " don't fill that.")
                .figure("rows", last.rows())
                .figure("seconds", last.elapsed().toNanos() / 1e9)
                .figure("usPerRow", line.slope())
                .figure("determination", line.determination())
                .figure("largestPayload", Math.max(last.largestPayload(), largest.largestPayload()))
                .figure("transitions", last.transitions())
                .figure("events", last.events())
                .figure("heapMb", heap.getLast());
    }

    private static Table table(List<Broadcast> all) {
        var table =
                new Table(
                        "One change to so many rows",
                        "rows",
                        "ms",
                        "µs a row",
                        "scans",
                        "post invocations",
                        "posts",
                        "transitions",
                        "history events",
                        "largest payload, bytes");
        for (Broadcast one : all) {
            table.row(
                    "%,d".formatted(one.rows()),
                    one.elapsed().toMillis(),
                    "%,.1f".formatted(one.microsPerRow()),
                    one.pages(),
                    one.invocations(),
                    one.rows(),
                    one.transitions(),
                    one.events(),
                    one.largestPayload());
        }
        return table;
    }

    private static Table limits(Broadcast last, Broadcast largest) {
        return new Table(
                        "What is limited, at %,d rows".formatted(last.rows()), "", "found", "limit")
                .row("time of an execution, s", last.elapsed().toSeconds(), 300)
                .row("iterations at the same time", last.mostIterations(), ITERATIONS)
                .row("largest input or output, bytes", last.largestPayload(), Payload.MOST_BYTES)
                .row(
                        "the same with as many messages as one execution takes",
                        largest.largestPayload(),
                        Payload.MOST_BYTES)
                .row(
                        "history events (EXPRESS has no limit, STANDARD this)",
                        last.events(),
                        STANDARD_EVENTS);
    }

    private static Table heap(List<Long> heap) {
        var table = new Table("Heap while broadcasting", "rows", "MB in use, median");
        for (int i = 0; i < heap.size(); i++) {
            table.row("%,d".formatted(ROWS_FOR_HEAP.get(i)), heap.get(i));
        }
        return table;
    }
}
