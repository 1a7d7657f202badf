package dev.tablecast.bench.system;

import dev.tablecast.bench.Benchmark;
import dev.tablecast.bench.Report;
import dev.tablecast.bench.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long changes take to clients, by connections and changes a second, and what holding many
 * connections takes; all in one process that runs as {@code ./mvnw -Prun} does.
 */
public final class SystemBenchmark implements Benchmark {
    private static final List<Integer> CONNECTIONS = List.of(10, 100, 1_000);
    private static final List<Integer> RATES = List.of(1, 10, 50, 500);
    private static final int HEADLINE_RATE = 50;
    private static final int IDLE = 10_000;

    /** What else a process has open. */
    private static final int OTHER_FILES = 1_000;

    private static final Duration LOAD = Duration.ofSeconds(8);
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(15);
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    @Override
    public List<String> jvmOptions() {
        return List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    @Override
    public Report run() {
        var report = new Report();
        try (var system = RunningSystem.start(Path.of(System.getProperty("tablecast.project")))) {
            List<Measured> all = load(system);
            report.table(latencies(all));
            report.note(
                    "A latency is from a change's being committed to a client's having it; each"
                            + " change counts once for each client. Changes that come while a"
                            + " broadcast is under way share the next one's message. Clients and"
                            + " writers live in the same process, in the same "
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB of heap. Where fewer changes a second were made than asked for,"
                            + " DynamoDB Local took no more.");
            List<Measured> headlines = all.stream().filter(SystemBenchmark::isHeadline).toList();
            report.table(stages(headlines));
            headlines.forEach(
                    one ->
                            report.figure(
                                    "p99at" + one.connections(),
                                    Math.round(one.latencies().millis(99))));
            idle(system, all.getLast().connections(), report);
            return report;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static List<Measured> load(RunningSystem system) throws InterruptedException {
        var all = new ArrayList<Measured>();
        Duration warmUp = FIRST_WARM_UP;
        for (int connections : CONNECTIONS) {
            system.growTo(connections);
            system.load(HEADLINE_RATE, warmUp);
            warmUp = WARM_UP;
            for (int rate : RATES) {
                all.add(system.load(rate, LOAD));
            }
        }
        return all;
    }

    private static boolean isHeadline(Measured measured) {
        return measured.perSecond() == HEADLINE_RATE;
    }

    private static Table latencies(List<Measured> all) {
        var table =
                new Table(
                        "From a change to the clients",
                        "connections × changes a second",
                        "median ms",
                        "p99 ms",
                        "changes/s",
                        "messages/s",
                        "changes a message",
                        "CPUs",
                        "of these clients",
                        "heap MB, at most");
        for (Measured one : all) {
            table.row(
                    "%,d × %,d".formatted(one.connections(), one.perSecond()),
                    tenths(one.latencies().medianMillis()),
                    tenths(one.latencies().millis(99)),
                    tenths(one.throughput()),
                    Math.round(one.messagesPerSecond()),
                    tenths(one.changesPerMessage()),
                    "%.2f".formatted(one.processors()),
                    "%.0f %%".formatted(100 * one.clientShare()),
                    one.peakHeapMegabytes());
        }
        return table;
    }

    private static Table stages(List<Measured> headlines) {
        var columns = new ArrayList<String>(List.of(""));
        for (Measured one : headlines) {
            columns.add("%,d connections: mean ms".formatted(one.connections()));
            columns.add("p99 ms");
        }
        var table =
                new Table(
                        "Where the time goes, at %d changes a second".formatted(HEADLINE_RATE),
                        columns.toArray(String[]::new));
        for (Stage stage : Stage.values()) {
            row(table, stage.title(), headlines.stream().map(one -> one.of(stage)).toList());
        }
        row(table, "in all", headlines.stream().map(Measured::latencies).toList());
        return table;
    }

    private static void row(Table table, String title, List<Latencies> durations) {
        var cells = new ArrayList<Object>(List.of(title));
        for (Latencies one : durations) {
            cells.add(tenths(one.meanMillis()));
            cells.add(tenths(one.millis(99)));
        }
        table.row(cells.toArray());
    }

    private static void idle(RunningSystem system, int connected, Report report)
            throws InterruptedException {
        int files = Math.toIntExact(Math.min(Memory.files() - OTHER_FILES, Integer.MAX_VALUE));
        int idle = Math.min(IDLE, files - connected);
        if (idle <= connected) {
            report.note(
                    "Idle connections are left out: a process may have %,d files open."
                            .formatted(Memory.files()));
            return;
        }
        Idle held = system.hold(idle - connected);
        report.table(
                new Table(
                                "Idle connections, all but %,d from another process"
                                        .formatted(connected),
                                "connections",
                                "opened in s",
                                "heap MB",
                                "heap KB each",
                                "process MB",
                                "then one change to all in ms")
                        .row(
                                "%,d".formatted(held.connections()),
                                tenths(held.opening().toMillis() / 1e3),
                                held.memory().heapBytes() >> 20,
                                tenths(held.heapBytesEach() / 1024),
                                held.memory().residentBytes().isPresent()
                                        ? held.memory().residentBytes().getAsLong() >> 20
                                        : "",
                                held.telling().toMillis()));
        report.figure("idle" + held.connections() + "HeapMb", held.memory().heapBytes() >> 20);
        held.memory()
                .residentBytes()
                .ifPresent(
                        bytes ->
                                report.figure(
                                        "idle" + held.connections() + "ProcessMb", bytes >> 20));
    }

    private static String tenths(double value) {
        return "%,.1f".formatted(value);
    }
}
