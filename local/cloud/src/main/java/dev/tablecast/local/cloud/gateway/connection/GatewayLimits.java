package dev.tablecast.local.cloud.gateway.connection;

import java.time.Duration;

/**
 * The limits of the gateway; {@link #aws()} has API Gateway's.
 *
 * @param idleTimeout the longest time without a message in either direction. Pings and pongs don't
 *     count. Differs from AWS, which doesn't document that.
 * @param maximumLifetime the longest duration of a connection
 * @param integrationTimeout the longest duration of a function's call
 * @param sendBufferBytes the most bytes queued for one client, with 256 bytes for each frame,
 *     before posts to it are answered 429. AWS documents that there is a limit, but not its size; 1
 *     MiB is about eight of the largest messages.
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">
 *     Quotas for WebSocket APIs</a>
 */
public record GatewayLimits(
        Duration idleTimeout,
        Duration maximumLifetime,
        Duration integrationTimeout,
        int sendBufferBytes) {
    /** The largest message in either direction. */
    public static final int MESSAGE_BYTES = 128 * 1024;

    /** The largest frame in either direction. */
    public static final int FRAME_BYTES = 32 * 1024;

    public GatewayLimits {
        positive("idleTimeout", idleTimeout);
        positive("maximumLifetime", maximumLifetime);
        positive("integrationTimeout", integrationTimeout);
        if (sendBufferBytes < 1) {
            throw new IllegalArgumentException(
                    "sendBufferBytes: found " + sendBufferBytes + ", must be positive");
        }
    }

    public static GatewayLimits aws() {
        return new GatewayLimits(
                Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofSeconds(29), 1024 * 1024);
    }

    public GatewayLimits withIdleTimeout(Duration timeout) {
        return new GatewayLimits(timeout, maximumLifetime, integrationTimeout, sendBufferBytes);
    }

    public GatewayLimits withMaximumLifetime(Duration lifetime) {
        return new GatewayLimits(idleTimeout, lifetime, integrationTimeout, sendBufferBytes);
    }

    public GatewayLimits withIntegrationTimeout(Duration timeout) {
        return new GatewayLimits(idleTimeout, maximumLifetime, timeout, sendBufferBytes);
    }

    public GatewayLimits withSendBufferBytes(int bytes) {
        return new GatewayLimits(idleTimeout, maximumLifetime, integrationTimeout, bytes);
    }

    private static void positive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + ": found " + duration + ", must be positive");
        }
    }
}
