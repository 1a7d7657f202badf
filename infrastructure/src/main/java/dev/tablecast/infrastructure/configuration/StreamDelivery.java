package dev.tablecast.infrastructure.configuration;

/**
 * How Lambda reads the source table's stream: the settings of the event source mapping.
 *
 * <p>Retries and age have bounds by default, since without them one record that can't be delivered
 * blocks its shard for a day. What is given up goes to the on-failure queue.
 *
 * @param filter the changes that are broadcast
 * @param batchSize records that one invocation takes, 1 to 10,000
 * @param batchWindowSeconds time to wait for a batch to fill, 0 to 300
 * @param maximumRetryAttempts times that a batch is tried again, 0 to 10,000
 * @param maximumRecordAgeSeconds age at which a record is given up, 60 to 604,800, or -1 for never
 */
public record StreamDelivery(
        ChangeFilter filter,
        int batchSize,
        int batchWindowSeconds,
        int maximumRetryAttempts,
        int maximumRecordAgeSeconds) {
    static final Bounds BATCH_SIZE = new Bounds("batchSize", 1, 10_000);
    static final Bounds BATCH_WINDOW_SECONDS = new Bounds("batchWindowSeconds", 0, 300);
    static final Bounds MAXIMUM_RETRY_ATTEMPTS = new Bounds("maximumRetryAttempts", 0, 10_000);
    static final Bounds MAXIMUM_RECORD_AGE_SECONDS =
            new Bounds("maximumRecordAgeSeconds", 60, 604_800);
    private static final int NEVER = -1;

    public StreamDelivery {
        BATCH_SIZE.require(batchSize);
        BATCH_WINDOW_SECONDS.require(batchWindowSeconds);
        MAXIMUM_RETRY_ATTEMPTS.require(maximumRetryAttempts);
        if (maximumRecordAgeSeconds != NEVER) {
            MAXIMUM_RECORD_AGE_SECONDS.require(maximumRecordAgeSeconds);
        }
    }

    static StreamDelivery read(Settings settings) {
        return new StreamDelivery(
                ChangeFilter.read(settings),
                settings.number(BATCH_SIZE, 100),
                settings.number(BATCH_WINDOW_SECONDS, 0),
                settings.number(MAXIMUM_RETRY_ATTEMPTS, 10),
                settings.numberOr(NEVER, MAXIMUM_RECORD_AGE_SECONDS, 3600));
    }
}
