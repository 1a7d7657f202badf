package dev.tablecast.bench.scale;

import dev.tablecast.bench.Benchmark;
import dev.tablecast.bench.Report;
import dev.tablecast.bench.Table;
import dev.tablecast.local.cloud.gateway.connection.GatewayLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Computes what more connections come to, from the workflow's own settings, AWS's quotas and a few
 * supposed times. Nothing is measured: the same code says the same on every machine.
 */
public final class ScaleBenchmark implements Benchmark {
    static final List<Integer> CONNECTIONS = List.of(1_000, 10_000, 100_000, 1_000_000);

    /** How soon everyone is to have a change where the quotas have been raised for it. */
    private static final Duration AIM = Duration.ofSeconds(5);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Quotas QUOTAS = Quotas.DEFAULT;
    private static final Timings TIMINGS = Timings.SUPPOSED;

    private final Workflow workflow;

    public ScaleBenchmark() {
        this(Path.of(System.getProperty("tablecast.project")));
    }

    ScaleBenchmark(Path project) {
        workflow = Workflow.ofTheDefaults(project);
    }

    @Override
    public String page() {
        return "docs/scale.md";
    }

    @Override
    public boolean isMeasured() {
        return false;
    }

    @Override
    public Report run() {
        List<OneBroadcast> broadcasts = CONNECTIONS.stream().map(this::broadcast).toList();
        var report = new Report();
        report.note(
                "The defaults read %,d connections at a time and serve them with %d invocations of the post function."
                                .formatted(workflow.pageSize(), workflow.invocationsAtATime())
                        + " Supposed: a post is answered in %d ms and costs %d µs of a core, an invocation adds %d ms, a page %d ms."
                                .formatted(
                                        TIMINGS.post().toMillis(),
                                        TIMINGS.postCpu().toNanos() / 1000,
                                        TIMINGS.invocation().toMillis(),
                                        TIMINGS.page().toMillis()));
        report.table(limits());
        report.table(broadcasts(broadcasts));
        report.table(connections());
        report.table(raised());
        broadcasts.forEach(
                one -> report.figure("ms" + one.connections(), one.duration().toMillis()));
        return report;
    }

    private OneBroadcast broadcast(int connections) {
        return OneBroadcast.of(connections, workflow, QUOTAS, TIMINGS);
    }

    private Table limits() {
        var limits = new ArrayList<Limit>();
        limits.add(
                Limit.at(
                        "everyone within a second, by the workflow",
                        "a page in %d ms"
                                .formatted(workflow.page(workflow.pageSize(), TIMINGS).toMillis()),
                        "segments",
                        n -> broadcast(n).alone().compareTo(SECOND) > 0));
        limits.add(
                Limit.at(
                        "everyone within a second, by API Gateway",
                        "%,d posts a second, %,d at once"
                                .formatted(QUOTAS.postsPerSecond(), QUOTAS.postBurst()),
                        "quota",
                        n ->
                                OneBroadcast.of(n, workflow, QUOTAS, Timings.NONE)
                                                .duration()
                                                .compareTo(SECOND)
                                        > 0));
        limits.add(
                Limit.at(
                        "all back within a minute",
                        QUOTAS.newConnectionsPerSecond() + " new connections a second",
                        "quota",
                        n -> back(n).toSeconds() > 60));
        limits.add(
                Limit.at(
                        "one broadcast in an execution",
                        workflow.timeout().toSeconds() + " s",
                        "quota, then segments",
                        n -> broadcast(n).duration().compareTo(workflow.timeout()) > 0));
        limits.add(
                Limit.at(
                        "reconnects every %d h".formatted(lifetime().toHours()),
                        QUOTAS.newConnectionsPerSecond() + " new connections a second",
                        "quota",
                        n -> reconnects(n) > QUOTAS.newConnectionsPerSecond()));
        limits.add(
                Limit.at(
                        "bytes of a state",
                        "262,144, of which a page takes %.0f %%"
                                .formatted(100 * workflow.payloadShare()),
                        "needs nothing",
                        n -> workflow.payloadShare() > 1));
        limits.add(
                Limit.at(
                        "invocations at a time",
                        "%,d, of which a broadcast takes %d"
                                .formatted(
                                        QUOTAS.lambdaConcurrency(), workflow.invocationsAtATime()),
                        "needs nothing",
                        n -> workflow.invocationsAtATime() > QUOTAS.lambdaConcurrency()));
        limits.sort(Comparator.comparingInt(Limit::reached));
        var table =
                new Table(
                        "Where each limit is reached with the defaults",
                        "limit",
                        "allowed",
                        "connections",
                        "moved by");
        limits.forEach(
                limit ->
                        table.row(
                                limit.name(),
                                limit.allowed(),
                                limit.reached() == Limit.NEVER
                                        ? "never"
                                        : "%,d".formatted(limit.reached()),
                                limit.mended()));
        return table;
    }

    private Table broadcasts(List<OneBroadcast> broadcasts) {
        var table = byConnections("One broadcast of one message with the defaults", CONNECTIONS);
        row(table, "pages", broadcasts, one -> "%,d".formatted(one.pages()));
        row(table, "invocations", broadcasts, one -> "%,d".formatted(one.invocations()));
        row(table, "read units", broadcasts, one -> "%,d".formatted(one.readUnits()));
        row(table, "seconds if posts were free", broadcasts, one -> seconds(one.alone()));
        row(table, "seconds", broadcasts, one -> seconds(one.duration()));
        row(
                table,
                "of an execution's time",
                broadcasts,
                one -> "%.1f %%".formatted(100 * one.seconds() / workflow.timeout().toSeconds()));
        row(
                table,
                "broadcasts a minute, of all shards",
                broadcasts,
                one -> "%.1f".formatted(60.0 * QUOTAS.postsPerSecond() / one.connections()));
        row(
                table,
                "changes a second of a feed, small ones",
                broadcasts,
                one -> "%,.0f".formatted(workflow.batchSize() / one.seconds()));
        return table;
    }

    private static Table connections() {
        var table = byConnections("Connections that come and go", CONNECTIONS);
        row(
                table,
                "reconnects a second, at %d h each".formatted(lifetime().toHours()),
                CONNECTIONS,
                n -> "%.1f".formatted(reconnects(n)));
        row(
                table,
                "of the quota",
                CONNECTIONS,
                n -> "%.1f %%".formatted(100 * reconnects(n) / QUOTAS.newConnectionsPerSecond()));
        row(table, "seconds until all are back", CONNECTIONS, n -> seconds(back(n)));
        return table;
    }

    private Table raised() {
        List<Integer> many = CONNECTIONS.subList(1, CONNECTIONS.size());
        var needs = many.stream().map(n -> Needs.within(AIM, n, workflow, TIMINGS)).toList();
        var table = byConnections("To reach everyone within %d s".formatted(AIM.toSeconds()), many);
        row(
                table,
                "posts a second to ask for",
                needs,
                need -> "%,d".formatted(need.quotas().postsPerSecond()));
        row(
                table,
                "or accounts and Regions, each with an API",
                needs,
                need ->
                        "%,d"
                                .formatted(
                                        Math.ceilDiv(
                                                need.quotas().postsPerSecond(),
                                                QUOTAS.postsPerSecond())));
        row(table, "segments of the scan", needs, need -> "%,d".formatted(need.segments()));
        row(
                table,
                "invocations at a time",
                needs,
                need -> "%,d".formatted(need.segments() * workflow.invocationsAtATime()));
        row(
                table,
                "read units a second; a partition gives 3,000",
                needs,
                need ->
                        "%,.0f"
                                .formatted(
                                        need.broadcast().readUnits() / need.broadcast().seconds()));
        row(table, "seconds then", needs, need -> seconds(need.broadcast().duration()));
        return table;
    }

    private static Table byConnections(String title, List<Integer> connections) {
        return new Table(
                title,
                Stream.concat(Stream.of("connections"), connections.stream().map("%,d"::formatted))
                        .toArray(String[]::new));
    }

    private static <T> void row(
            Table table, String title, List<T> columns, Function<T, String> cell) {
        table.row(Stream.concat(Stream.of(title), columns.stream().map(cell)).toArray());
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() >= 100
                ? "%,d".formatted(duration.toSeconds())
                : "%.2f".formatted(duration.toMillis() / 1000.0);
    }

    private static Duration lifetime() {
        return GatewayLimits.aws().maximumLifetime();
    }

    /** A second, while all connections last as long as they may and come back at once. */
    static double reconnects(int connections) {
        return (double) connections / lifetime().toSeconds();
    }

    /** How long it takes until all are back that were lost at once. */
    static Duration back(int connections) {
        return Duration.ofMillis(1000L * connections / QUOTAS.newConnectionsPerSecond());
    }
}
