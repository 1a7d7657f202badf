package dev.tablecast.functions.connection;

import java.time.Duration;

/** The time that a connection can last, and its row. */
public final class Lifetime {
    /**
     * API Gateway ends every connection after this long.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">API
     *     Gateway quotas for WebSocket APIs</a>
     */
    public static final Duration LONGEST = Duration.ofHours(2);

    /** The time from the put of a row to the opening of its connection, and clocks that differ. */
    public static final Duration MARGIN = Duration.ofMinutes(5);

    /**
     * The time from the longest life to the deletion of the row by DynamoDB's TTL. TTL asks nobody
     * whether the connection is gone, so it must be far from any that could be open.
     */
    static final Duration LEFTOVER = Duration.ofDays(1);

    private Lifetime() {}
}
