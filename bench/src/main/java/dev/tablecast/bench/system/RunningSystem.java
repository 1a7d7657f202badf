package dev.tablecast.bench.system;

import dev.tablecast.bench.Usage;
import dev.tablecast.bench.broadcast.LocalDynamoDb;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.local.cloud.LocalCloudOptions;
import dev.tablecast.local.cloud.Ports;
import dev.tablecast.local.cloud.ProjectFiles;
import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The local cloud with the settings of {@code ./mvnw -Prun}, and clients in the same process. */
final class RunningSystem implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofMinutes(1);

    /** For what is still under way when the last change is written. */
    private static final Duration DRAINING = Duration.ofSeconds(30);

    /** How long connections are left alone before their memory is looked at. */
    private static final Duration HOLDING = Duration.ofSeconds(5);

    private final Probe probe = new Probe();
    private final Deliveries deliveries = new Deliveries(probe);
    private final LocalCloud cloud;
    private final DynamoDbClient dynamoDb;
    private final WebSocketClients clients;
    private int connections;
    private int written;

    private RunningSystem(Path project) {
        var files = new ProjectFiles(project);
        cloud =
                LocalCloud.start(
                        new LocalCloudOptions(
                                        Ports.FREE,
                                        TablecastConfiguration.of(files.stackSettings()),
                                        files)
                                .withFaults(probe.faults()));
        dynamoDb = LocalDynamoDb.client(cloud.dynamoDbEndpoint());
        clients = new WebSocketClients(cloud.webSocketUri(), "client-", deliveries);
    }

    /**
     * @param project the project's folder
     */
    static RunningSystem start(Path project) {
        return new RunningSystem(project);
    }

    URI webSocketUri() {
        return cloud.webSocketUri();
    }

    int openConnections() {
        return cloud.gateway().connectionCount();
    }

    /** Lets clients come until there are so many. */
    void growTo(int count) throws InterruptedException {
        clients.growTo(count, CONNECTING);
        connections = count;
        Map<String, String> ids =
                cloud.gateway().connections().stream()
                        .collect(
                                Collectors.toMap(
                                        ConnectionInfo::userAgent, ConnectionInfo::connectionId));
        deliveries.connected(
                IntStream.range(0, count).mapToObj(i -> ids.get(clients.name(i))).toList());
    }

    /**
     * Changes items for a while, and waits until all clients have all changes.
     *
     * @throws IllegalStateException if they don't get them
     */
    Measured load(int perSecond, Duration duration) throws InterruptedException {
        int changes = Math.toIntExact(Math.max(1, perSecond * duration.toMillis() / 1000));
        Writes writes = writes(perSecond, changes);
        long clientCpu = clientCpuNanos();
        try (var heap = new PeakHeap()) {
            Usage usage = Usage.of(() -> write(writes));
            return Measured.of(
                    connections,
                    perSecond,
                    writes,
                    deliveries.take(),
                    usage,
                    Duration.ofNanos(clientCpuNanos() - clientCpu),
                    heap.megabytes());
        }
    }

    /**
     * Lets so many more connect from another process, leaves all of them alone for a while, and
     * changes one item, to see that they are still there.
     */
    Idle hold(int more) throws InterruptedException {
        Memory before = Memory.now();
        long start = System.nanoTime();
        try (var others = IdleClients.connect(webSocketUri(), more)) {
            Duration opening = Duration.ofNanos(System.nanoTime() - start);
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, HOLDING.toSeconds(), TimeUnit.SECONDS)
                    .join();
            Memory memory = Memory.now();
            int open = openConnections();
            var writes = writes(1, 1);
            write(writes);
            others.awaitTold();
            long told = System.nanoTime();
            deliveries.take();
            return new Idle(
                    open,
                    more,
                    opening,
                    before,
                    memory,
                    Duration.ofNanos(told - writes.committed(writes.first())));
        }
    }

    private Writes writes(int perSecond, int changes) {
        var writes =
                new Writes(dynamoDb, cloud.export("sourceTableName"), perSecond, written, changes);
        written += changes;
        return writes;
    }

    private void write(Writes writes) {
        try {
            writes.run();
            if (!deliveries.await((long) writes.count() * connections, DRAINING)) {
                throw new IllegalStateException(
                        "changes are still under way %d s after the last was written"
                                .formatted(DRAINING.toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private long clientCpuNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(clients.thread().threadId());
    }

    @Override
    public void close() {
        clients.close();
        dynamoDb.close();
        cloud.close();
    }
}
