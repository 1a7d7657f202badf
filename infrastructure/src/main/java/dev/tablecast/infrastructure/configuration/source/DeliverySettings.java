package dev.tablecast.infrastructure.configuration.source;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;

/**
 * The settings of the event source mapping of the source table's stream.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">Lambda
 *     parameters for Amazon DynamoDB event source mappings</a>
 */
public final class DeliverySettings {
    public static final Setting<Integer> BATCH_SIZE =
            new Setting<>(
                    "batchSize",
                    Values.wholeNumbers(1, 10_000),
                    "100",
                    "Maximum number of records in one invocation of the stream trigger.");

    public static final Setting<Integer> BATCH_WINDOW_SECONDS =
            new Setting<>(
                    "batchWindowSeconds",
                    Values.wholeNumbers(0, 300),
                    "0",
                    "Time to wait for a batch to fill. It delays changes, and fewer"
                            + " messages carry them.");

    public static final Setting<Integer> PARALLELIZATION_FACTOR =
            new Setting<>(
                    "parallelizationFactor",
                    Values.wholeNumbers(1, 10),
                    "1",
                    "Batches of a shard that are processed concurrently. Changes of an"
                            + " item always keep their order; with 1, all changes of a shard do.");

    public static final Setting<Integer> MAXIMUM_RECORD_AGE_SECONDS =
            new Setting<>(
                    "maximumRecordAgeSeconds",
                    Values.wholeNumbers(60, 82_800),
                    "3600",
                    "Age at which a record that couldn't be logged is given up and goes"
                            + " to the on-failure queue; all clients must then start over. Until"
                            + " then its batch is retried. A stream keeps its records for 24 hours;"
                            + " the maximum of 23 hours makes sure that records are given up, and"
                            + " reported, before they are lost.");

    private DeliverySettings() {}

    public static StreamDelivery read(StackSettings settings) {
        return new StreamDelivery(
                ChangeSettings.read(settings),
                settings.get(BATCH_SIZE),
                settings.get(BATCH_WINDOW_SECONDS),
                settings.get(PARALLELIZATION_FACTOR),
                settings.get(MAXIMUM_RECORD_AGE_SECONDS));
    }
}
