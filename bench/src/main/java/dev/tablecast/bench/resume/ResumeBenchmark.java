package dev.tablecast.bench.resume;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.bench.Benchmark;
import dev.tablecast.bench.Report;
import dev.tablecast.bench.Table;
import dev.tablecast.bench.broadcast.Function;
import dev.tablecast.bench.broadcast.LocalDynamoDb;
import dev.tablecast.bench.system.Writes;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.local.cloud.LocalCloudOptions;
import dev.tablecast.local.cloud.Ports;
import dev.tablecast.local.cloud.ProjectFiles;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Clients that return at once while others stay and changes go on: the time until all are live, the
 * messages and reads that this takes, and how late a change is meanwhile for those that stayed.
 */
public final class ResumeBenchmark implements Benchmark {
    static final String SUBSCRIBE = "subscribe";
    static final String POST = "post";

    private static final List<Integer> RETURNING = List.of(1, 100, 1_000);
    private static final int MISSED = 1_000;
    private static final int STAYING = 50;
    private static final int INSTANCES = 40;
    private static final int PER_SECOND = 10;
    private static final int BEFORE = 100;
    private static final int ITEMS_A_CALL = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The time for which changes go on beside the return of each number of clients. */
    private static final Duration LOAD = Duration.ofSeconds(20);

    private int written;

    @Override
    public List<String> jvmOptions() {
        return List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx2g");
    }

    /** The calls of the log's table, by their operation. */
    private static final class LogReads implements DynamoDbFaults {
        private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

        @Override
        public Fault before(Call call) {
            if (call.tableName().equals("ChangeLog")) {
                counts.computeIfAbsent(call.operation(), name -> new AtomicLong())
                        .incrementAndGet();
            }
            return new None();
        }

        long of(String operation) {
            AtomicLong count = counts.get(operation);
            return count == null ? 0 : count.get();
        }
    }

    private record Returned(
            int clients,
            Duration untilLive,
            long messages,
            int instances,
            long invocations,
            long queries,
            long heads,
            long latestMillis,
            long faults) {}

    @Override
    public Report run() {
        try {
            var report = new Report();
            var table =
                    new Table(
                            "Return of clients that lack %,d changes each, while %d stay and %d changes a second go on"
                                    .formatted(MISSED, STAYING, PER_SECOND),
                            "clients",
                            "s until all are live",
                            "messages to them",
                            "instances of `subscribe`",
                            "invocations",
                            "queries of the log",
                            "reads of its head",
                            "latest change of one that stayed, ms");
            for (int clients : RETURNING) {
                Returned returned = run(clients);
                table.row(
                        "%,d".formatted(clients),
                        "%.2f".formatted(returned.untilLive().toNanos() / 1e9),
                        "%,d".formatted(returned.messages()),
                        returned.instances(),
                        "%,d".formatted(returned.invocations()),
                        returned.queries(),
                        "%,d".formatted(returned.heads()),
                        returned.latestMillis());
                report.figure("live" + clients + "Ms", returned.untilLive().toMillis())
                        .figure("messages" + clients, returned.messages())
                        .figure("queries" + clients, returned.queries())
                        .figure("latest" + clients + "Ms", returned.latestMillis())
                        .figure("faults" + clients, returned.faults());
            }
            return report.table(table)
                    .note(
                            ("Clients, gateway, functions and DynamoDB Local share the machine."
                                 + " Each concurrent invocation of `subscribe` and `post` has a"
                                 + " handler of its own, at most %d of each, so that none has the"
                                 + " log in memory because of another. A query of the log takes a"
                                 + " read unit for each 4 KB of it.")
                                    .formatted(INSTANCES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Returned run(int clients) throws InterruptedException {
        var reads = new LogReads();
        var cloud = new AtomicReference<@Nullable LocalCloud>();
        var instances = new Instances(INSTANCES, name -> load(cloud, name));
        var files = new ProjectFiles(Path.of(System.getProperty("tablecast.project")));
        var settings = Map.of("auth", "none", "projection", "ALL");
        written = 0;
        try (var started =
                        LocalCloud.start(
                                new LocalCloudOptions(
                                                Ports.FREE,
                                                TablecastConfiguration.of(settings),
                                                files)
                                        .withFaults(
                                                Faults.NONE
                                                        .withInvocations(instances)
                                                        .withDynamoDb(reads)));
                var dynamoDb = LocalDynamoDb.client(started.dynamoDbEndpoint())) {
            cloud.set(started);
            String table = started.export("sourceTableName");
            var lateness = new Lateness();
            try (var staying =
                    new Subscribers(started.webSocketUri(), "staying-", STAYING, "", lateness)) {
                staying.connect(PATIENCE);
                put(dynamoDb, table, BEFORE);
                lateness.await((long) written * STAYING, PATIENCE);
                String position = staying.position();
                put(dynamoDb, table, MISSED);
                lateness.await((long) written * STAYING, PATIENCE);
                return comeBack(
                        clients, started, position, dynamoDb, table, lateness, instances, reads);
            }
        }
    }

    private Returned comeBack(
            int clients,
            LocalCloud cloud,
            String position,
            DynamoDbClient dynamoDb,
            String table,
            Lateness lateness,
            Instances instances,
            LogReads reads)
            throws InterruptedException {
        int changes = Math.toIntExact(PER_SECOND * LOAD.toSeconds());
        var writes = new Writes(dynamoDb, table, PER_SECOND, written, changes);
        lateness.measure(writes);
        var writing = CompletableFuture.runAsync(() -> run(writes));
        long invocations = instances.invocationsOf(SUBSCRIBE);
        long queries = reads.of("Query");
        long heads = reads.of("GetItem");
        long start = System.nanoTime();
        try (var returning =
                new Subscribers(
                        cloud.webSocketUri(),
                        "returning-",
                        clients,
                        position,
                        Subscribers.Arrivals.NONE)) {
            returning.connect(PATIENCE);
            long live = returning.lastLiveAt();
            long messages = returning.messages();
            long queriesThen = reads.of("Query");
            long headsThen = reads.of("GetItem");
            writing.join();
            lateness.await((long) (written + writes.count()) * STAYING, PATIENCE);
            return new Returned(
                    clients,
                    Duration.ofNanos(live - start),
                    messages,
                    instances.of(SUBSCRIBE),
                    instances.invocationsOf(SUBSCRIBE) - invocations,
                    queriesThen - queries,
                    headsThen - heads,
                    lateness.latestMillis(),
                    returning.faults());
        }
    }

    /** Puts as many new items. */
    private void put(DynamoDbClient dynamoDb, String table, int items) {
        for (int end = written + items; written < end; written += ITEMS_A_CALL) {
            List<WriteRequest> puts =
                    IntStream.range(written, written + ITEMS_A_CALL)
                            .mapToObj(ResumeBenchmark::put)
                            .toList();
            dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(table, puts)));
        }
    }

    private static WriteRequest put(int number) {
        Map<String, AttributeValue> item =
                Map.of(
                        "id",
                        AttributeValue.fromS("missed-" + number),
                        Writes.NUMBER,
                        AttributeValue.fromN(Integer.toString(number)),
                        "name",
                        AttributeValue.fromS("Ada"),
                        "zip",
                        AttributeValue.fromN("10115"));
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    private static void run(Writes writes) {
        try {
            writes.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The latest change of those that clients took while a load was written. */
    private static final class Lateness implements Subscribers.Arrivals {
        private final Map<Integer, Long> lastArrival = new ConcurrentHashMap<>();
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition more = lock.newCondition();
        private long taken;
        private volatile @Nullable Writes measured;

        void measure(Writes writes) {
            lastArrival.clear();
            measured = writes;
        }

        @Override
        public void arrived(int client, JsonNode message, long from) {
            long now = System.nanoTime();
            lock.lock();
            try {
                for (JsonNode change : message.path("changes")) {
                    if (change.path("seq").asLong() >= from) {
                        taken++;
                        lastArrival.put(change.at("/new/" + Writes.NUMBER).intValue(), now);
                    }
                }
                more.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void await(long changes, Duration patience) throws InterruptedException {
            lock.lock();
            try {
                long left = patience.toNanos();
                while (taken < changes && left > 0) {
                    left = more.awaitNanos(left);
                }
                if (taken < changes) {
                    throw new IllegalStateException(
                            "%,d of %,d changes have come".formatted(taken, changes));
                }
            } finally {
                lock.unlock();
            }
        }

        long latestMillis() {
            Writes writes = measured;
            if (writes == null) {
                return 0;
            }
            return lastArrival.entrySet().stream()
                    .filter(one -> one.getKey() >= writes.first())
                    .mapToLong(one -> one.getValue() - writes.committed(one.getKey()))
                    .map(TimeUnit.NANOSECONDS::toMillis)
                    .max()
                    .orElse(0);
        }
    }

    private static LambdaFunction load(AtomicReference<@Nullable LocalCloud> started, String name) {
        LocalCloud cloud = started.get();
        if (cloud == null) {
            throw new IllegalStateException("functions are invoked before all is started");
        }
        return Function.of(cloud, name, cloud.functionEnvironment()).handler();
    }
}
