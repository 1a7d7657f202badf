package dev.tablecast.local.console;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A load generator: clients that watch, changes to the source table, and faults.
 *
 * <p>The generator is idle until {@link #set} is called with a load other than {@link Load#NONE}.
 */
public final class Generator implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScheduledExecutorService thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("console-generator").factory());
    private final GeneratedClients clients;
    private final GeneratedChanges changes;
    private final SwitchableFaults faults;
    private Load load = Load.NONE;
    private boolean started;

    /**
     * @param webSocketUrl the URL that clients connect to; called for each connection
     */
    public Generator(
            Supplier<URI> webSocketUrl,
            Items items,
            SourceTable table,
            SwitchableFaults faults,
            RandomGenerator random) {
        this.clients = new GeneratedClients(webSocketUrl, random);
        this.changes = new GeneratedChanges(items, table, System::nanoTime);
        this.faults = faults;
    }

    /**
     * The load to generate.
     *
     * @param clients number of connected clients, at most 500
     * @param changesPerSecond changes to the source table, at most 2,000 a second
     * @param faults true to let some posts and functions fail and some clients vanish
     */
    record Load(int clients, int changesPerSecond, boolean faults) {
        static final Load NONE = new Load(0, 0, false);
        static final int MOST_CLIENTS = 500;
        static final int MOST_CHANGES = 2_000;

        Load {
            check("clients", clients, MOST_CLIENTS);
            check("changesPerSecond", changesPerSecond, MOST_CHANGES);
        }

        private static void check(String name, int found, int most) {
            if (found < 0 || found > most) {
                throw ApiException.invalid(
                        "%s: found %d, may be from 0 to %d".formatted(name, found, most));
            }
        }
    }

    /**
     * The load that is generated at the moment. Counts start when the generator leaves {@link
     * Load#NONE}.
     *
     * @param connected clients that are connected now
     * @param received messages that clients have received
     * @param lost connections that ended without the generator closing them
     * @param written changes that DynamoDB has accepted
     * @param writtenPerSecond the mean of the last three seconds
     * @param problem why the last connection or change failed; empty if it succeeded
     */
    record State(
            Load load,
            int connected,
            long received,
            long lost,
            long written,
            long writtenPerSecond,
            String problem) {}

    synchronized State state() {
        String problem = clients.problem().isEmpty() ? changes.problem() : clients.problem();
        return new State(
                load,
                clients.connected(),
                clients.received(),
                clients.lost(),
                changes.written(),
                changes.perSecond(),
                problem);
    }

    /** Adapts to a new load, within a moment. */
    synchronized void set(Load to) {
        if (load.equals(Load.NONE)) {
            clients.reset();
            changes.reset();
        }
        load = to;
        faults.turn(to.faults());
        clients.aim(to.clients(), to.faults());
        changes.aim(to.changesPerSecond());
        if (!started) {
            started = true;
            thread.scheduleWithFixedDelay(
                    clients::tick, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
            thread.scheduleWithFixedDelay(
                    changes::tick, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Stops changes, faults and clients. */
    @Override
    public void close() {
        faults.turn(false);
        thread.shutdownNow();
        try {
            thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clients.close();
    }
}
