package dev.tablecast.infrastructure.configuration.message;

import static dev.tablecast.infrastructure.configuration.message.BroadcastSettings.CHUNK_SIZE;
import static dev.tablecast.infrastructure.configuration.message.BroadcastSettings.PAGE_SIZE;
import static dev.tablecast.infrastructure.configuration.message.BroadcastSettings.POST_CONCURRENCY;
import static dev.tablecast.infrastructure.configuration.message.BroadcastSettings.POST_TIMEOUT_SECONDS;
import static dev.tablecast.infrastructure.configuration.message.BroadcastSettings.PRUNE_GRACE_SECONDS;

import java.time.Duration;

/**
 * The way of changes to all connections; {@link BroadcastSettings} says what each of these may be.
 *
 * <p>A state of the workflow carries at most 262,144 bytes, which a page of 1,000 connections must
 * fit. A Map runs 40 iterations at a time, so a page has no more chunks than that.
 *
 * <p>A connection that takes nothing holds the next broadcast back until it is closed: for one
 * invocation of the post function at most.
 *
 * @param pageSize connections that one scan reads
 * @param chunkSize connections that one invocation of the post function serves, at most a page
 * @param postTimeout time of one invocation of the post function
 * @param postConcurrency posts under way in one function
 * @param pruneGraceSeconds age from which a connection that is gone loses its row
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step
 *     Functions service quotas</a>
 */
public record BroadcastLimits(
        int pageSize,
        int chunkSize,
        Duration postTimeout,
        int postConcurrency,
        int pruneGraceSeconds) {
    private static final int MAX_CHUNKS = 40;

    public BroadcastLimits {
        PAGE_SIZE.require(pageSize);
        CHUNK_SIZE.require(chunkSize);
        if (chunkSize > pageSize || chunkSize < smallestChunk(pageSize)) {
            throw new IllegalArgumentException(
                    "chunkSize is %d; it takes a whole number from %d to %d"
                            .formatted(chunkSize, smallestChunk(pageSize), pageSize));
        }
        POST_TIMEOUT_SECONDS.require(Math.toIntExact(postTimeout.toSeconds()));
        POST_CONCURRENCY.require(postConcurrency);
        PRUNE_GRACE_SECONDS.require(pruneGraceSeconds);
    }

    static int smallestChunk(int pageSize) {
        return (pageSize + MAX_CHUNKS - 1) / MAX_CHUNKS;
    }
}
