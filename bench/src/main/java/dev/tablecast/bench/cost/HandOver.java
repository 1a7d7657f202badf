package dev.tablecast.bench.cost;

import java.time.Duration;

/**
 * The replacement of a connection before API Gateway ends it: another one opens, subscribes from
 * the position, and the old one closes.
 *
 * @param connection what it takes that a connection comes, subscribes and goes
 * @param changesPerSecond each a message to every connection
 */
record HandOver(Consumption connection, double changesPerSecond) {
    /** Supposed: the time for which both are open. */
    static final Duration OVERLAP = Duration.ofSeconds(10);

    /** Supposed: three quarters of the two hours that API Gateway allows. */
    static final Duration PERIOD = Duration.ofMinutes(90);

    /** Returns its price as a share of messages and connection minutes between two of them. */
    double share() {
        return connection.plus(open(OVERLAP)).cost() / open(PERIOD).cost();
    }

    private Consumption open(Duration duration) {
        return Consumption.NONE
                .with(Item.MESSAGES, changesPerSecond * duration.toSeconds())
                .with(Item.CONNECTION_MINUTES, duration.toSeconds() / 60.0);
    }
}
