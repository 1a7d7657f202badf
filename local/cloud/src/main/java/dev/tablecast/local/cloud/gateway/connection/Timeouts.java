package dev.tablecast.local.cloud.gateway.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timeouts of all connections: idle connections, and those that have lasted too long, are
 * closed. One task checks all of them, at least once a second.
 */
public final class Timeouts {
    private static final Logger LOG = LoggerFactory.getLogger(Timeouts.class);
    private static final Duration SHORTEST_PERIOD = Duration.ofMillis(20);
    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

    /** The longest upgrade after {@code $connect}; later the client counts as vanished. */
    private static final Duration UPGRADE_PATIENCE = Duration.ofSeconds(30);

    private final LiveConnections connections;
    private final GatewayLimits limits;
    private final Executor executor;
    private final Scheduler scheduler;

    public Timeouts(
            LiveConnections connections,
            GatewayLimits limits,
            Executor executor,
            Scheduler scheduler) {
        this.connections = connections;
        this.limits = limits;
        this.executor = executor;
        this.scheduler = scheduler;
    }

    /** Starts the checks, which end with the scheduler. */
    public void start() {
        if (scheduler.isRunning()) {
            scheduler.schedule(
                    () -> executor.execute(this::checkAll),
                    period().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void checkAll() {
        try {
            Instant now = connections.now();
            connections.all().forEach(connection -> check(connection, now));
        } catch (RuntimeException e) {
            LOG.error("The check of timeouts failed", e);
        } finally {
            start();
        }
    }

    private void check(Connection connection, Instant now) {
        Duration age = Duration.between(connection.connectedAt(), now);
        Duration idle = Duration.between(connection.lastActiveAt(), now);
        if (connection.isOpen()) {
            if (age.compareTo(limits.maximumLifetime()) >= 0
                    || idle.compareTo(limits.idleTimeout()) >= 0) {
                connections.close(connection, Ending.GOING_AWAY);
            }
        } else if (age.compareTo(limits.integrationTimeout().plus(UPGRADE_PATIENCE)) >= 0) {
            connections.refused(connection);
        }
    }

    private Duration period() {
        Duration shorter =
                limits.idleTimeout().compareTo(limits.maximumLifetime()) < 0
                        ? limits.idleTimeout()
                        : limits.maximumLifetime();
        Duration period = shorter.dividedBy(4);
        if (period.compareTo(SHORTEST_PERIOD) < 0) {
            return SHORTEST_PERIOD;
        }
        return period.compareTo(LONGEST_PERIOD) > 0 ? LONGEST_PERIOD : period;
    }
}
