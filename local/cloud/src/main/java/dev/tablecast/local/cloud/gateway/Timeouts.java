package dev.tablecast.local.cloud.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that are idle for too long or have lasted too long. One task looks at all of
 * them, at least once a second.
 */
final class Timeouts {
    private static final Logger LOG = LoggerFactory.getLogger(Timeouts.class);
    private static final Duration SHORTEST_PERIOD = Duration.ofMillis(20);
    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

    /** Time for an upgrade after its {@code $connect}; then the client is taken for vanished. */
    private static final Duration UPGRADE_PATIENCE = Duration.ofSeconds(30);

    private final Connections connections;
    private final GatewayLimits limits;
    private final Executor executor;
    private final Scheduler scheduler;

    Timeouts(
            Connections connections, GatewayLimits limits, Executor executor, Scheduler scheduler) {
        this.connections = connections;
        this.limits = limits;
        this.executor = executor;
        this.scheduler = scheduler;
    }

    void start() {
        if (scheduler.isRunning()) {
            scheduler.schedule(
                    () -> executor.execute(this::look), period().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            Instant now = connections.now();
            connections.all().forEach(connection -> look(connection, now));
        } catch (RuntimeException e) {
            LOG.error("Looking for timeouts failed", e);
        } finally {
            start();
        }
    }

    private void look(Connection connection, Instant now) {
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
