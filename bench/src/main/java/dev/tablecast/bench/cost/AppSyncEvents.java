package dev.tablecast.bench.cost;

/**
 * What AppSync Events asks for the same messages: an operation for every 5 KB that is published,
 * and for every 5 KB that one connection receives. What takes the changes there isn't counted.
 *
 * @see <a href="https://aws.amazon.com/appsync/pricing/">AppSync pricing</a>
 */
final class AppSyncEvents {
    private static final double OPERATION = 1.00 / 1e6;
    private static final double CONNECTION_MINUTE = 0.08 / 1e6;
    private static final int METERED_BYTES = 5 * 1024;

    private AppSyncEvents() {}

    /** In dollars. */
    static double change(int connections, int messageBytes) {
        return OPERATION * (1 + connections) * Math.ceilDiv(messageBytes, METERED_BYTES);
    }

    /** In dollars. */
    static double connectionMinutes(double minutes) {
        return CONNECTION_MINUTE * minutes;
    }
}
