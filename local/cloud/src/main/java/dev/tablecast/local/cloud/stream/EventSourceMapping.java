package dev.tablecast.local.cloud.stream;

import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.queue.Queue;
import java.time.Duration;
import java.util.Optional;

/**
 * How a stream's records reach a function.
 *
 * @param functionArn the function's ARN, for on-failure records
 * @param batchSize how many records an invocation gets at most
 * @param batchingWindow how long to wait for a full batch
 * @param retries how a batch that fails is tried again
 * @param reportsBatchItemFailures whether the function's answer may name the record from which to
 *     retry
 * @param onFailure where a batch goes that is given up
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

    /** Where in a stream to begin. */
    public enum StartingPosition {
        TRIM_HORIZON,
        LATEST
    }

    /**
     * How a batch that fails is tried again.
     *
     * @param maximumAttempts how often after the first time; -1 for without end
     * @param maximumAge of a record; negative for any
     * @param bisect whether a batch is halved first; halving is no retry
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
