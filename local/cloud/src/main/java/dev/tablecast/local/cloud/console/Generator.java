package dev.tablecast.local.cloud.console;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Clients that watch and changes of the source table, as many as the console is asked for, to see
 * the system work; and faults, to see it cope.
 *
 * <p>It does nothing until it is told to, and ends what it has begun when it is told so.
 */
public final class Generator implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScheduledExecutorService thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("console-generator").factory());
    private final GeneratedClients clients;
    private final GeneratedChanges changes;
    private final FaultSwitch faults;
    private Settings settings = Settings.OFF;
    private boolean started;

    /**
     * @param webSocketUrl where its clients connect; asked when the first one does
     */
    public Generator(
            Supplier<URI> webSocketUrl,
            Items items,
            SourceTable table,
            FaultSwitch faults,
            RandomGenerator random) {
        this.clients = new GeneratedClients(webSocketUrl, random);
        this.changes = new GeneratedChanges(items, table, System::nanoTime);
        this.faults = faults;
    }

    /**
     * @param clients how many are to be connected, 500 at most
     * @param changesPerSecond of the source table, 2,000 at most
     * @param faults whether posts and functions fail now and then, and clients vanish
     */
    record Settings(int clients, int changesPerSecond, boolean faults) {
        static final Settings OFF = new Settings(0, 0, false);
        static final int MOST_CLIENTS = 500;
        static final int MOST_CHANGES = 2_000;

        Settings {
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
     * What it has come to.
     *
     * @param connected clients that are connected now
     * @param received messages that its clients have had
     * @param lost connections of its clients that ended without its doing
     * @param written changes since it was started
     * @param writtenPerSecond in the last seconds
     * @param problem why the last connection or change failed; empty if it didn't
     */
    record State(
            Settings settings,
            int connected,
            long received,
            long lost,
            long written,
            long writtenPerSecond,
            String problem) {}

    synchronized State state() {
        String problem = clients.problem().isEmpty() ? changes.problem() : clients.problem();
        return new State(
                settings,
                clients.connected(),
                clients.received(),
                clients.lost(),
                changes.written(),
                changes.perSecond(),
                problem);
    }

    /** Becomes what the settings say, soon. */
    synchronized void set(Settings to) {
        if (settings.equals(Settings.OFF)) {
            clients.reset();
            changes.reset();
        }
        settings = to;
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

    /** Ends changes, faults and clients. */
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
