package dev.tablecast.bench.filters;

import dev.tablecast.bench.Benchmark;
import dev.tablecast.bench.Report;
import dev.tablecast.bench.Table;
import dev.tablecast.bench.Usage;
import dev.tablecast.bench.broadcast.Function;
import dev.tablecast.bench.broadcast.LocalDynamoDb;
import dev.tablecast.bench.broadcast.LoggedChange;
import dev.tablecast.bench.stub.StubProcess;
import dev.tablecast.functions.log.StoredViews;
import dev.tablecast.functions.message.MessageSettings;
import dev.tablecast.functions.settings.EnvironmentSettings;
import dev.tablecast.functions.view.Views;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.local.cloud.LocalCloudOptions;
import dev.tablecast.local.cloud.Ports;
import dev.tablecast.local.cloud.ProjectFiles;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * One change to a chunk of 1,000 connections that filter: posts, time and CPU by the number of
 * distinct filters and the share of them that match.
 */
public final class FiltersBenchmark implements Benchmark {
    private static final List<Integer> DISTINCT = List.of(1, 10, 100, 1_000);
    private static final List<Integer> PERCENT = List.of(0, 1, 10, 100);
    private static final int LATENCY = 10;

    private final int connections;
    private final int warmUps;
    private final int runs;
    private final int invocations;

    public FiltersBenchmark() {
        this(1_000, 60, 9, 20);
    }

    /**
     * @param warmUps each way is served so often before
     * @param runs each way is measured so often, in turn
     * @param invocations in each run
     */
    FiltersBenchmark(int connections, int warmUps, int runs, int invocations) {
        this.connections = connections;
        this.warmUps = warmUps;
        this.runs = runs;
        this.invocations = invocations;
    }

    /** A row of the table; a share that so few filters can't have is left out. */
    private record Way(int distinct, int percent) {
        int matching() {
            return distinct * percent / 100;
        }

        boolean isPossible() {
            return distinct * percent % 100 == 0;
        }
    }

    private record Run(double cpuMicros, double millis, double posts) {}

    @Override
    public Report run() {
        var configuration = TablecastConfiguration.of(Map.of("auth", "none", "projection", "ALL"));
        var files = new ProjectFiles(Path.of(System.getProperty("tablecast.project")));
        try (var cloud = LocalCloud.start(new LocalCloudOptions(Ports.FREE, configuration, files));
                var change = LoggedChange.in(cloud);
                var stub = StubProcess.start(List.of(LATENCY));
                var dynamoDb = LocalDynamoDb.client(cloud.dynamoDbEndpoint())) {
            Function post = post(cloud, change, stub);
            var views =
                    new Views(
                            EnvironmentSettings.read(post.environment(), MessageSettings::read)
                                    .policy(),
                            new StoredViews(
                                    dynamoDb,
                                    Objects.requireNonNull(
                                            change.environment().get("CHANGE_LOG_TABLE")),
                                    change.feed()),
                            InstantSource.system());
            var chunks = new LinkedHashMap<Way, FilteredChunk>();
            for (int percent : PERCENT) {
                for (int distinct : DISTINCT) {
                    var way = new Way(distinct, percent);
                    if (way.isPossible() && distinct <= connections) {
                        chunks.put(
                                way,
                                FilteredChunk.of(
                                        post,
                                        change,
                                        views,
                                        connections,
                                        new FilteredChunk.Filters(distinct, way.matching())));
                    }
                }
            }
            return report(chunks, FilteredChunk.ofNobody(post, change, connections), stub);
        }
    }

    private Report report(Map<Way, FilteredChunk> chunks, FilteredChunk nobody, StubProcess stub) {
        for (int i = 0; i < warmUps; i++) {
            chunks.values().forEach(FilteredChunk::serve);
            nobody.serve();
        }
        var decoded = new ArrayList<Run>();
        var measured = new LinkedHashMap<Way, List<Run>>();
        for (int i = 0; i < runs; i++) {
            decoded.add(measure(nobody, stub));
            chunks.forEach(
                    (way, chunk) ->
                            measured.computeIfAbsent(way, ignored -> new ArrayList<>())
                                    .add(measure(chunk, stub)));
        }
        var table =
                new Table(
                        "One change to %,d connections".formatted(connections),
                        "connections that match",
                        "distinct filters",
                        "posts",
                        "ms",
                        "CPU ms",
                        "CPU µs a connection");
        table.row("no subscription", "", 0, millis(decoded), cpu(decoded), micros(decoded));
        var worst = new HashMap<Integer, double[]>();
        double unmatched = 0;
        for (var entry : measured.entrySet()) {
            Way way = entry.getKey();
            List<Run> all = entry.getValue();
            double posts = median(all, Run::posts);
            requireMatches(way, posts);
            table.row(
                    way.percent() + " %",
                    way.distinct(),
                    (long) posts,
                    millis(all),
                    cpu(all),
                    micros(all));
            if (way.percent() == 0) {
                unmatched = Math.max(unmatched, median(all, Run::cpuMicros) / connections);
            }
            double millis = median(all, Run::millis);
            worst.merge(
                    way.percent(),
                    new double[] {millis, millis},
                    (a, b) -> new double[] {Math.min(a[0], b[0]), Math.max(a[1], b[1])});
        }
        var report = new Report().table(table);
        report.note(
                ("Medians of %d runs of %d invocations, in turn; the endpoint takes %d ms and runs"
                     + " in another process on the same cores. CPU is that of the whole process.")
                        .formatted(runs, invocations, LATENCY));
        report.figure("unmatchedCpuMicros", unmatched)
                .figure("decodedCpuMicros", median(decoded, Run::cpuMicros) / connections);
        PERCENT.forEach(
                percent -> {
                    double[] range = Objects.requireNonNull(worst.get(percent));
                    report.figure("slowestToFastestAt" + percent, range[1] / range[0]);
                });
        return report;
    }

    private void requireMatches(Way way, double posts) {
        double matches = connections * way.percent() / 100.0;
        if (posts != matches) {
            throw new IllegalStateException(
                    "%.1f posts, but %.0f connections match".formatted(posts, matches));
        }
    }

    private Run measure(FilteredChunk chunk, StubProcess stub) {
        long before = stub.requests();
        Usage usage =
                Usage.of(
                        () -> {
                            for (int i = 0; i < invocations; i++) {
                                chunk.serve();
                            }
                        });
        return new Run(
                usage.cpu().toNanos() / 1e3 / invocations,
                usage.elapsed().toNanos() / 1e6 / invocations,
                (double) (stub.requests() - before) / invocations);
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        return runs.stream().mapToDouble(figure).sorted().toArray()[runs.size() / 2];
    }

    private static String millis(List<Run> runs) {
        return "%.2f".formatted(median(runs, Run::millis));
    }

    private static String cpu(List<Run> runs) {
        return "%.2f".formatted(median(runs, Run::cpuMicros) / 1e3);
    }

    private String micros(List<Run> runs) {
        return "%.2f".formatted(median(runs, Run::cpuMicros) / connections);
    }

    private static Function post(LocalCloud cloud, LoggedChange change, StubProcess stub) {
        var variables = new HashMap<>(change.environment());
        variables.put("CONNECTIONS_ENDPOINT", stub.endpoint(LATENCY).toString());
        return Function.of(cloud, "post", variables);
    }
}
