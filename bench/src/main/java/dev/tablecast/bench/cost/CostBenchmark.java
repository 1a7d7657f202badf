package dev.tablecast.bench.cost;

import dev.tablecast.bench.Benchmark;
import dev.tablecast.bench.Report;
import dev.tablecast.bench.Table;
import dev.tablecast.bench.broadcast.BroadcastRig;
import dev.tablecast.bench.broadcast.Invocation;
import dev.tablecast.bench.broadcast.Recording;
import dev.tablecast.bench.broadcast.StreamEvents;
import dev.tablecast.bench.stub.StubProcess;
import dev.tablecast.local.stepfunctions.registry.Billing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What changes cost, from recorded broadcasts: requests, billed time and memory, read units, log
 * bytes and messages, each multiplied with its price.
 */
public final class CostBenchmark implements Benchmark {
    private static final List<Integer> CONNECTIONS = List.of(10, 100, 1_000, 10_000);
    private static final List<Integer> CHUNKS = List.of(100, 250, 500);
    private static final int LATENCY = 10;
    private static final int RUNS = 5;
    private static final int WARM_UPS = 300;
    private static final int FEW_WARM_UPS = 20;
    private static final int MESSAGE_BYTES = 200;
    private static final double SECONDS_A_MONTH = 30.4375 * 24 * 3600;
    private static final double CONNECTIONS_A_MONTH = SECONDS_A_MONTH / 7200;
    private static final double MILLION = 1e6;
    private static final List<Double> RATES = List.of(0.1, 1.0, 10.0);

    /** The row: put, changed by the subscription, deleted. */
    private static final int WRITES_OF_A_CONNECTION = 3;

    /** The row and the log's head. */
    private static final int READS_OF_A_SUBSCRIPTION = 2;

    /** {@code subscribe}, {@code subscribed} and {@code live}. */
    private static final int MESSAGES_OF_A_SUBSCRIPTION = 3;

    /** X-Ray records the first request of every second, and every twentieth of the others. */
    private static final double TRACED_AT_ONE_A_SECOND = traced(1);

    private static final Map<String, String> SETTINGS = Map.of("auth", "none");

    /** As Lambda runs Java 21: the first compiler alone, and the serial collector. */
    @Override
    public List<String> jvmOptions() {
        return List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    @Override
    public Report run() {
        try (var stub = StubProcess.start(List.of(LATENCY))) {
            var report = new Report();
            Map<Integer, Broadcasting> byDefault;
            WorkflowLog log;
            Consumption connection;
            Consumption fixed;
            try (var rig = BroadcastRig.start(SETTINGS, stub.endpoint(LATENCY))) {
                log = log(rig);
                byDefault = record(rig, WARM_UPS, CONNECTIONS);
                connection = connection(rig);
                fixed = fixed(rig);
            }
            report.note(
                    "One change a broadcast, at one broadcast a second: the dearest case, since"
                        + " changes that come together share a message, and X-Ray records the first"
                        + " request of each second. Prices of us-east-1 without free tiers.");
            report.table(recorded(byDefault.values(), log));
            report.table(perMillion(byDefault.values(), log));
            report.table(perMonth(byDefault.values(), log, connection, fixed));
            report.table(handOvers(connection));
            report.note(
                    "A hand-over every %d minutes, with %d s in which both connections are open."
                            .formatted(HandOver.PERIOD.toMinutes(), HandOver.OVERLAP.toSeconds()));
            report.table(settings(stub));
            RATES.forEach(
                    rate ->
                            report.figure(
                                    "handOverAt" + rate,
                                    100 * new HandOver(connection, rate).share()));
            CONNECTIONS.forEach(
                    n ->
                            report.figure(
                                    "overhead" + n,
                                    percent(byDefault.get(n).consumption(log, traced(10)))));
            CONNECTIONS.forEach(
                    n ->
                            report.figure(
                                    "overhead" + n + "at1",
                                    percent(byDefault.get(n).consumption(log, traced(1)))));
            return report;
        }
    }

    /** Everything but messages. */
    private static double percent(Consumption consumption) {
        return 100 * consumption.overhead();
    }

    private static String percentage(Consumption consumption) {
        return "%.2f %%".formatted(percent(consumption));
    }

    /** The share of broadcasts that X-Ray records when there are so many a second. */
    static double traced(double perSecond) {
        return (1 + (perSecond - 1) / 20) / perSecond;
    }

    private static WorkflowLog log(BroadcastRig rig) {
        var logging =
                rig.resource("aws:sfn/stateMachine:StateMachine", "broadcast")
                        .inputs()
                        .get("loggingConfiguration");
        if (!(logging instanceof Map<?, ?> settings)) {
            return WorkflowLog.ERRORS;
        }
        return WorkflowLog.of(
                String.valueOf(settings.get("level")),
                Boolean.TRUE.equals(settings.get("includeExecutionData")));
    }

    private static Map<Integer, Broadcasting> record(
            BroadcastRig rig, int warmUps, List<Integer> connections) {
        var broadcastings = new LinkedHashMap<Integer, Broadcasting>();
        String event = StreamEvents.of(1);
        rig.growTo(connections.getFirst());
        for (int i = 0; i < warmUps; i++) {
            rig.oneByOne(event);
        }
        for (int count : connections) {
            rig.growTo(count);
            broadcastings.put(
                    count,
                    new Broadcasting(
                            count,
                            median(() -> rig.together(event)),
                            median(() -> rig.oneByOne(event)),
                            rig.readUnits(),
                            rig.postMegabytes(),
                            rig.triggerMegabytes()));
        }
        return broadcastings;
    }

    private static Recording median(Supplier<Recording> broadcast) {
        return Stream.generate(broadcast)
                .limit(RUNS)
                .sorted(Comparator.comparing(recording -> recording.trigger().duration()))
                .toList()
                .get(RUNS / 2);
    }

    /** Returns the consumption of a connection that comes, subscribes and goes. */
    private static Consumption connection(BroadcastRig rig) {
        Consumption sum =
                Consumption.NONE
                        .with(Item.WRITES, WRITES_OF_A_CONNECTION)
                        .with(Item.READS, READS_OF_A_SUBSCRIPTION)
                        .with(Item.MESSAGES, MESSAGES_OF_A_SUBSCRIPTION);
        for (Invocation invocation : rig.connectSubscribeAndDisconnect()) {
            sum =
                    sum.with(Item.LAMBDA_REQUESTS, 1)
                            .with(
                                    Item.LAMBDA_COMPUTE,
                                    Broadcasting.gigabyteSeconds(
                                            rig.connectionMegabytes(),
                                            Broadcasting.billed(invocation.duration())))
                            .with(Item.LOG_BYTES, LogEvent.ofInvocation());
        }
        return sum;
    }

    private static Table handOvers(Consumption connection) {
        var table =
                new Table(
                        "Hand-overs, of messages and connection minutes",
                        "changes a second",
                        "share");
        for (double rate : RATES) {
            table.row(
                    "%.1f".formatted(rate),
                    "%.2f %%".formatted(100 * new HandOver(connection, rate).share()));
        }
        return table;
    }

    /** What a month takes although nothing happens. */
    private static Consumption fixed(BroadcastRig rig) {
        String metrics = rig.together(StreamEvents.of(1)).trigger().log();
        return Consumption.NONE
                .with(Item.ALARMS, count(rig, "aws:cloudwatch/metricAlarm:MetricAlarm"))
                .with(Item.DASHBOARDS, count(rig, "aws:cloudwatch/dashboard:Dashboard"))
                .with(Item.CUSTOM_METRICS, LogEvent.metrics(metrics));
    }

    private static long count(BroadcastRig rig, String type) {
        return rig.resources().stream().filter(resource -> resource.type().equals(type)).count();
    }

    private static Table recorded(Collection<Broadcasting> broadcastings, WorkflowLog log) {
        var table =
                new Table(
                        "What a broadcast takes",
                        "connections",
                        "posts",
                        "Lambda requests",
                        "ms of posting",
                        "GB-s of posting",
                        "ms in all",
                        "GB-s of waiting",
                        "Express MB × ms",
                        "read units",
                        "of these the change log",
                        "write units",
                        "log KB");
        for (Broadcasting broadcasting : broadcastings) {
            Billing express = Billing.of(broadcasting.together().execution());
            table.row(
                    "%,d".formatted(broadcasting.connections()),
                    broadcasting.connections(),
                    1 + broadcasting.oneByOne().posts().size(),
                    broadcasting.posting().toMillis(),
                    "%.4f".formatted(broadcasting.postGigabyteSeconds()),
                    broadcasting.together().trigger().duration().toMillis(),
                    "%.4f".formatted(broadcasting.triggerGigabyteSeconds()),
                    express.memoryMegabytes() + " × " + express.duration().toMillis(),
                    "%.1f".formatted(broadcasting.readUnits() + broadcasting.logReadUnits()),
                    broadcasting.logReadUnits(),
                    broadcasting.logWriteUnits(),
                    "%.1f".formatted(broadcasting.logBytes(log) / 1024));
        }
        return table;
    }

    private static Table perMillion(Collection<Broadcasting> broadcastings, WorkflowLog log) {
        var consumptions =
                broadcastings.stream()
                        .map(one -> one.consumption(log, TRACED_AT_ONE_A_SECOND).times(MILLION))
                        .toList();
        var table =
                new Table(
                        "Dollars for a million changes",
                        Stream.concat(
                                        Stream.of("connections"),
                                        broadcastings.stream()
                                                .map(one -> "%,d".formatted(one.connections())))
                                .toArray(String[]::new));
        for (Item item : Item.values()) {
            if (consumptions.getFirst().of(item) > 0) {
                row(table, item.title(), consumptions, one -> dollars(one.cost(item)));
            }
        }
        row(table, "all", consumptions, one -> dollars(one.cost()));
        row(table, "all but messages, of messages", consumptions, CostBenchmark::percentage);
        row(
                table,
                "the same at ten changes a second",
                List.copyOf(broadcastings),
                one -> percentage(one.consumption(log, traced(10))));
        row(
                table,
                "AppSync Events, messages alone",
                List.copyOf(broadcastings),
                one -> dollars(MILLION * AppSyncEvents.change(one.connections(), MESSAGE_BYTES)));
        return table;
    }

    private static Table perMonth(
            Collection<Broadcasting> broadcastings,
            WorkflowLog log,
            Consumption connection,
            Consumption fixed) {
        var table =
                new Table(
                        "Dollars a month, with a change every second and connections that stay",
                        "connections",
                        "messages",
                        "other for changes",
                        "connection minutes",
                        "connects",
                        "fixed",
                        "all",
                        "AppSync Events");
        for (Broadcasting one : broadcastings) {
            Consumption changes =
                    one.consumption(log, TRACED_AT_ONE_A_SECOND).times(SECONDS_A_MONTH);
            double minutes = one.connections() * SECONDS_A_MONTH / 60;
            double held = Consumption.NONE.with(Item.CONNECTION_MINUTES, minutes).cost();
            double connects = connection.times(one.connections() * CONNECTIONS_A_MONTH).cost();
            table.row(
                    "%,d".formatted(one.connections()),
                    dollars(changes.cost(Item.MESSAGES)),
                    dollars(changes.cost() - changes.cost(Item.MESSAGES)),
                    dollars(held),
                    dollars(connects),
                    dollars(fixed.cost()),
                    dollars(changes.cost() + held + connects + fixed.cost()),
                    dollars(
                            SECONDS_A_MONTH * AppSyncEvents.change(one.connections(), MESSAGE_BYTES)
                                    + AppSyncEvents.connectionMinutes(minutes)));
        }
        return table;
    }

    /** What becomes of everything but messages where settings are others. */
    private static Table settings(StubProcess stub) {
        var table =
                new Table(
                        "All but messages, of messages, at ten changes a second with other"
                                + " settings",
                        "chunkSize, what the workflow logs",
                        "100",
                        "1,000",
                        "10,000",
                        "ms for 1,000",
                        "ms for 10,000");
        for (int chunk : CHUNKS) {
            Map<Integer, Broadcasting> recorded;
            var settings = Map.of("auth", "none", "chunkSize", Integer.toString(chunk));
            try (var rig = BroadcastRig.start(settings, stub.endpoint(LATENCY))) {
                recorded = record(rig, FEW_WARM_UPS, CONNECTIONS.subList(1, CONNECTIONS.size()));
            }
            for (WorkflowLog log : WorkflowLog.values()) {
                var cells = new ArrayList<Object>();
                cells.add("%,d, %s".formatted(chunk, log.title()));
                recorded.values()
                        .forEach(one -> cells.add(percentage(one.consumption(log, traced(10)))));
                cells.add(milliseconds(recorded.get(1_000)));
                cells.add(milliseconds(recorded.get(10_000)));
                table.row(cells.toArray());
            }
        }
        return table;
    }

    private static long milliseconds(Broadcasting broadcasting) {
        return broadcasting.together().trigger().duration().toMillis();
    }

    private static <T> void row(
            Table table, String title, List<T> values, Function<T, String> cell) {
        table.row(Stream.concat(Stream.of(title), values.stream().map(cell)).toArray());
    }

    private static String dollars(double amount) {
        return "%,.2f".formatted(amount);
    }
}
