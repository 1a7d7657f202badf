package dev.tablecast.bench.append;

import dev.tablecast.bench.Benchmark;
import dev.tablecast.bench.Report;
import dev.tablecast.bench.Table;
import dev.tablecast.bench.broadcast.LocalDynamoDb;
import dev.tablecast.functions.log.Batch;
import dev.tablecast.functions.log.Budget;
import dev.tablecast.functions.log.ChangeLog;
import dev.tablecast.functions.log.Epochs;
import dev.tablecast.functions.log.Feed;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.log.Pause;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.local.cloud.LocalCloudOptions;
import dev.tablecast.local.cloud.Ports;
import dev.tablecast.local.cloud.ProjectFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Shards that append to one log at once, each a batch after the other, with broadcasts that take no
 * time: what is left is the log's own work.
 */
public final class AppendBenchmark implements Benchmark {
    private static final List<Integer> SHARDS = List.of(1, 2, 4, 8);
    private static final List<Integer> BATCHES = List.of(1, 100);
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration LOAD = Duration.ofSeconds(6);
    private static final int SEED = 1;

    /** A change of a small item with both images, as the log holds it. */
    private static final String BODY =
            """
            {"event":"MODIFY","at":"2026-11-23T12:00:00Z","keys":{"id":"item-1"},\
            "new":{"id":"item-1","name":"Ada","zip":10115},\
            "old":{"id":"item-1","name":"Ada","zip":94105}}\
            """;

    private record Appended(int shards, int batch, double perSecond, CountedCalls calls) {
        double changesPerSecond() {
            return perSecond * batch;
        }

        /** Transactions that had to be tried again, of all. */
        double conflictShare() {
            return (double) calls.conflicts() / calls.transactions();
        }

        double updatesPerAppend(Duration load) {
            return calls.updates() / (perSecond * load.toSeconds());
        }
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    @Override
    public Report run() {
        var files = new ProjectFiles(Path.of(System.getProperty("tablecast.project")));
        var configuration = TablecastConfiguration.of(Map.of("auth", "none"));
        try (var cloud =
                LocalCloud.start(new LocalCloudOptions(Ports.FREE, configuration, files))) {
            append(cloud, SHARDS.getLast(), 1, WARM_UP);
            var report = new Report();
            var table =
                    new Table(
                            "Appends to one log",
                            "shards at once × changes a batch",
                            "appends/s",
                            "changes/s",
                            "transactions canceled by another's",
                            "other writes of the head for each append");
            for (int batch : BATCHES) {
                for (int shards : SHARDS) {
                    Appended one = append(cloud, shards, batch, LOAD);
                    table.row(
                            "%d × %d".formatted(shards, batch),
                            "%,.0f".formatted(one.perSecond()),
                            "%,.0f".formatted(one.changesPerSecond()),
                            "%.0f %%".formatted(100 * one.conflictShare()),
                            "%.2f".formatted(one.updatesPerAppend(LOAD)));
                    report.figure("shards" + shards + "x" + batch, one.perSecond());
                    report.figure("conflicts" + shards + "x" + batch, 100 * one.conflictShare());
                }
            }
            return report.table(table)
                    .note(
                            "DynamoDB Local lets one write at a time, and its transactions take the"
                                + " machine's time; broadcasts take none here. Whoever appends"
                                + " while the lease is free moves `Sent`, which is the other write"
                                + " of the head.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Appended append(LocalCloud cloud, int shards, int batch, Duration load)
            throws InterruptedException {
        var calls = new CountedCalls();
        String name = UUID.randomUUID().toString();
        var appends = new AtomicLong();
        try (var dynamoDb = dynamoDb(cloud, calls);
                var threads = Executors.newFixedThreadPool(shards)) {
            Instant end = Instant.now().plus(load);
            List<Future<?>> all =
                    IntStream.range(0, shards)
                            .<Future<?>>mapToObj(
                                    shard ->
                                            threads.submit(
                                                    () ->
                                                            appendUntil(
                                                                    end,
                                                                    feed(dynamoDb, name, shard),
                                                                    shard,
                                                                    batch,
                                                                    appends)))
                            .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an append failed", e.getCause());
        }
        return new Appended(shards, batch, (double) appends.get() / load.toSeconds(), calls);
    }

    private static void appendUntil(
            Instant end, Feed feed, int shard, int batchSize, AtomicLong appends) {
        int event = 0;
        while (Instant.now().isBefore(end)) {
            int first = event;
            event += batchSize;
            var batch =
                    new Batch(
                            "generation",
                            IntStream.range(first, event)
                                    .<LogRecord>mapToObj(
                                            i ->
                                                    new LogRecord.Change(
                                                            "shard-%d-%d".formatted(shard, i),
                                                            BODY))
                                    .toList());
            Instant far = Instant.now().plus(Duration.ofMinutes(5));
            feed.accept(batch, new Budget(far, far));
            appends.incrementAndGet();
        }
    }

    /** Returns the feed as an instance of the trigger has it: each shard has one of its own. */
    private static Feed feed(DynamoDbClient dynamoDb, String name, int shard) {
        InstantSource clock = InstantSource.system();
        var pause = Pause.system(new SplittableRandom(SEED + shard));
        var log = new ChangeLog(dynamoDb, "ChangeLog", name, Duration.ofHours(26), clock);
        return new Feed(
                log,
                new LogReader(log, 1 << 20, pause),
                new Epochs(log, clock, false),
                round -> {},
                (renewal, call) -> call.run(),
                (from, to) -> {
                    throw new IllegalStateException("there is time enough");
                },
                () -> UUID.randomUUID().toString(),
                clock,
                pause);
    }

    private static DynamoDbClient dynamoDb(LocalCloud cloud, CountedCalls calls) {
        return LocalDynamoDb.builder(cloud.dynamoDbEndpoint())
                .overrideConfiguration(sdk -> sdk.addExecutionInterceptor(calls))
                .build();
    }
}
