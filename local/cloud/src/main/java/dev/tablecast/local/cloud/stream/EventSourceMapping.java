package dev.tablecast.local.cloud.stream;

import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.queue.Queue;
import java.time.Duration;
import java.util.Optional;

/**
 * An event source mapping from a stream to a function.
 *
 * @param functionArn the function's ARN, for on-failure messages
 * @param batchSize the most records in an invocation
 * @param batchingWindow the longest wait for a full batch
 * @param retries the retries of a failed batch
 * @param reportsBatchItemFailures whether the function's response may name the record to retry from
 * @param onFailure the destination of messages about discarded batches
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">Lambda
 *     parameters for Amazon DynamoDB event source mappings</a>
 */
public record EventSourceMapping(
        String streamArn,
        String functionArn,
        LambdaFunction function,
        StartingPosition startingPosition,
        int batchSize,
        Duration batchingWindow,
        Retries retries,
        boolean reportsBatchItemFailures,
        FilterCriteria filter,
        Optional<Queue> onFailure) {

    /** The first record of a stream that a mapping reads. */
    public enum StartingPosition {
        TRIM_HORIZON,
        LATEST
    }

    /**
     * The retries of a failed batch.
     *
     * @param maximumAttempts the most retries; -1 for any number
     * @param maximumAge the greatest age of a record; negative for any age
     * @param bisect whether a batch is halved first, which doesn't count as a retry
     */
    public record Retries(int maximumAttempts, Duration maximumAge, boolean bisect) {
        boolean allows(int attempts) {
            return maximumAttempts < 0 || attempts <= maximumAttempts;
        }

        boolean isTooOld(Duration age) {
            return !maximumAge.isNegative() && age.compareTo(maximumAge) > 0;
        }
    }
}
