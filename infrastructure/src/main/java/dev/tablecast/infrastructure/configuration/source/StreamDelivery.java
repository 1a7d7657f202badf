package dev.tablecast.infrastructure.configuration.source;

import static dev.tablecast.infrastructure.configuration.source.DeliverySettings.BATCH_SIZE;
import static dev.tablecast.infrastructure.configuration.source.DeliverySettings.BATCH_WINDOW_SECONDS;
import static dev.tablecast.infrastructure.configuration.source.DeliverySettings.MAXIMUM_RECORD_AGE_SECONDS;
import static dev.tablecast.infrastructure.configuration.source.DeliverySettings.PARALLELIZATION_FACTOR;

/**
 * The values of the event source mapping of the source table's stream; {@link DeliverySettings} has
 * the ranges.
 *
 * @param filter the changes that are broadcast
 * @param batchSize records that one invocation takes
 * @param batchWindowSeconds time to wait for a batch to fill
 * @param parallelizationFactor batches of a shard that are broadcast at the same time
 * @param maximumRecordAgeSeconds age at which a record is given up
 */
public record StreamDelivery(
        ChangeFilter filter,
        int batchSize,
        int batchWindowSeconds,
        int parallelizationFactor,
        int maximumRecordAgeSeconds) {
    public StreamDelivery {
        BATCH_SIZE.require(batchSize);
        BATCH_WINDOW_SECONDS.require(batchWindowSeconds);
        PARALLELIZATION_FACTOR.require(parallelizationFactor);
        MAXIMUM_RECORD_AGE_SECONDS.require(maximumRecordAgeSeconds);
    }
}
