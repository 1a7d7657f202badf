package dev.tablecast.bench.fanout;

import dev.tablecast.bench.Benchmark;
import dev.tablecast.bench.MissingPartException;
import dev.tablecast.bench.Report;
import dev.tablecast.bench.Table;
import dev.tablecast.bench.broadcast.LoggedChange;
import dev.tablecast.bench.stub.StubProcess;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code PostHandler} against an endpoint that takes its time, side by side with the seed's
 * algorithm, the seed itself and the leanest HTTP client there can be.
 */
public final class FanOutBenchmark implements Benchmark {
    private static final List<Integer> LATENCIES = List.of(5, 10, 20, 50);
    private static final List<Integer> CONNECTIONS = List.of(1_000, 10_000);
    private static final List<Integer> MESSAGE_BYTES = List.of(200, 30_000);

    private static final List<Integer> CONCURRENCIES = List.of(128, 256, 512);
    private static final int HEADLINE_LATENCY = 10;
    private static final int HEADLINE_CONNECTIONS = 10_000;
    private static final int HEADLINE_BYTES = 200;

    private static final int RUNS = 3;
    private static final int WARM_UPS = 6;
    private static final int SEQUENTIAL_POSTS = 100;

    private final Optional<SeedScript> seed;
    private final String withoutSeed;
    private final int concurrency =
            TablecastConfiguration.of(Map.of("auth", "none")).broadcast().postConcurrency();

    private FanOutBenchmark(Optional<SeedScript> seed, String withoutSeed) {
        this.seed = seed;
        this.withoutSeed = withoutSeed;
    }

    /**
     * @param file where the seed's Python is; empty to do without
     * @throws MissingPartException if the file has no such script in it
     */
    public static FanOutBenchmark withSeed(String file) {
        if (file.isEmpty()) {
            return new FanOutBenchmark(Optional.empty(), "-Dseed=FILE doesn't say where it is");
        }
        try {
            var script = SeedScript.in(Path.of(file));
            if (script.isEmpty()) {
                throw new MissingPartException(
                        "-Dseed=%s has no Python that posts to connections".formatted(file));
            }
            return SeedScript.obstacle()
                    .map(obstacle -> new FanOutBenchmark(Optional.empty(), obstacle))
                    .orElseGet(() -> new FanOutBenchmark(script, ""));
        } catch (IOException e) {
            throw new MissingPartException("-Dseed=%s can't be read: %s".formatted(file, e));
        }
    }

    @Override
    public Report run() {
        try (var stub = StubProcess.start(LATENCIES);
                var change = LoggedChange.start()) {
            warmUp(stub.endpoint(LATENCIES.getFirst()), change);
            var report = new Report();
            URI stage = stub.endpoint(HEADLINE_LATENCY);
            Measured sequential =
                    measure(
                            SequentialPosts::new,
                            stage,
                            Audience.of(SEQUENTIAL_POSTS),
                            message(HEADLINE_BYTES));
            Optional<Measured> script =
                    seed.map(
                            python ->
                                    python.post(
                                            stage,
                                            Audience.of(SEQUENTIAL_POSTS),
                                            message(HEADLINE_BYTES)));
            Measured slow = script.orElse(sequential);
            var headline = headline(stage, change, sequential, script);
            report.table(headline.table());
            if (script.isEmpty()) {
                report.note("The seed's own Python is left out: " + withoutSeed + ".");
            }
            report.table(everything(stub, change));
            report.note(
                    "CPU and memory are those of the process that posts; the endpoint runs in"
                            + " another on the same cores.");
            long ours = headline.byDefault().ours().perSecond();
            return report.figure("ours", ours)
                    .figure("seed", slow.perSecond())
                    .figure("raw", headline.byDefault().raw().perSecond())
                    .figure("ratioSeed", (double) ours / slow.perSecond())
                    .figure("ratioRaw", headline.byDefault().ratio())
                    .figure("concurrency", concurrency)
                    .figure("cpuMicros", headline.byDefault().ours().cpuMicros())
                    .figure("allocatedBytes", headline.byDefault().ours().allocatedBytes());
        }
    }

    private void warmUp(URI stage, LoggedChange change) {
        List<String> everyone = Audience.of(HEADLINE_CONNECTIONS);
        try (var ours = new PostHandlerPosts(stage, concurrency, change);
                var raw = new RawPosts(stage, concurrency)) {
            for (int i = 0; i < WARM_UPS; i++) {
                ours.post(everyone, message(HEADLINE_BYTES));
                raw.post(everyone, message(HEADLINE_BYTES));
            }
        }
    }

    private record Headline(Table table, Both byDefault) {}

    private Headline headline(
            URI stage, LoggedChange change, Measured sequential, Optional<Measured> script) {
        var table =
                new Table(
                        "%,d connections, %d bytes, an endpoint that takes %d ms"
                                .formatted(HEADLINE_CONNECTIONS, HEADLINE_BYTES, HEADLINE_LATENCY),
                        "",
                        "at a time",
                        "posts/s",
                        "CPU µs a post",
                        "bytes allocated a post");
        script.ifPresent(python -> row(table, "seed, Python", 1, python));
        row(table, "seed's algorithm, Java", 1, sequential);
        var measured = new HashMap<Integer, Both>();
        var concurrencies = new ArrayList<>(CONCURRENCIES);
        if (!concurrencies.contains(concurrency)) {
            concurrencies.addFirst(concurrency);
        }
        for (int atATime : concurrencies) {
            var both =
                    sideBySide(
                            change,
                            stage,
                            atATime,
                            Audience.of(HEADLINE_CONNECTIONS),
                            message(HEADLINE_BYTES));
            boolean isDefault = atATime == concurrency;
            row(table, isDefault ? "PostHandler, by default" : "PostHandler", atATime, both.ours());
            row(table, "raw HTTP, unsigned", atATime, both.raw());
            measured.put(atATime, both);
        }
        return new Headline(table, Objects.requireNonNull(measured.get(concurrency)));
    }

    private static void row(Table table, String who, int atATime, Measured measured) {
        table.row(
                who,
                atATime,
                measured.perSecond(),
                measured.cpuMicros(),
                measured.allocatedBytes() == 0 ? "" : measured.allocatedBytes());
    }

    private Table everything(StubProcess stub, LoggedChange change) {
        var table =
                new Table(
                        "posts a second, %d at a time".formatted(concurrency),
                        "endpoint, connections, message",
                        "seed, Python",
                        "seed's algorithm",
                        "PostHandler",
                        "raw HTTP",
                        "of seed",
                        "of raw");
        for (int bytes : MESSAGE_BYTES) {
            String message = message(bytes);
            for (int latency : LATENCIES) {
                URI stage = stub.endpoint(latency);
                List<String> few = Audience.of(SEQUENTIAL_POSTS);
                long sequential = measure(SequentialPosts::new, stage, few, message).perSecond();
                var python = seed.map(script -> script.post(stage, few, message).perSecond());
                for (int connections : CONNECTIONS) {
                    var both =
                            sideBySide(
                                    change, stage, concurrency, Audience.of(connections), message);
                    table.row(
                            "%d ms, %,d, %,d bytes".formatted(latency, connections, bytes),
                            python.<Object>map(speed -> speed).orElse(""),
                            sequential,
                            both.ours().perSecond(),
                            both.raw().perSecond(),
                            "%.0f"
                                    .formatted(
                                            (double) both.ours().perSecond()
                                                    / python.orElse(sequential)),
                            "%.2f".formatted(both.ratio()));
                }
            }
        }
        return table;
    }

    private record Both(Measured ours, Measured raw) {
        double ratio() {
            return (double) ours.perSecond() / raw.perSecond();
        }
    }

    /** Takes turns, so that what else the machine does hits both. */
    private static Both sideBySide(
            LoggedChange change,
            URI stage,
            int concurrency,
            List<String> connectionIds,
            String message) {
        var ours = new ArrayList<Measured>();
        var raw = new ArrayList<Measured>();
        try (var handler = new PostHandlerPosts(stage, concurrency, change);
                var http = new RawPosts(stage, concurrency)) {
            handler.post(connectionIds.subList(0, concurrency), message);
            for (int i = 0; i < RUNS; i++) {
                ours.add(Measured.of(handler, connectionIds, message));
                raw.add(Measured.of(http, connectionIds, message));
            }
        }
        return new Both(Measured.median(ours), Measured.median(raw));
    }

    private static Measured measure(
            Posts.To way, URI stage, List<String> connectionIds, String message) {
        try (Posts posts = way.at(stage)) {
            posts.post(connectionIds.subList(0, connectionIds.size() / 4), message);
            return Measured.of(posts, connectionIds, message);
        }
    }

    private static String message(int bytes) {
        return "x".repeat(bytes);
    }
}
