package dev.tablecast.infrastructure.configuration;

import java.time.Duration;

/**
 * How one message finds its way to all connections.
 *
 * <p>A state of the workflow carries at most 262,144 bytes. A connection takes up to 128 of them in
 * a page of the scan, so 1,000 connections leave the other half to the messages. A Map runs 40
 * iterations at a time, so a page has no more chunks than that.
 *
 * <p>A connection that takes nothing holds the next batch back until it is closed: for {@link
 * #longestHold} at most, which must be within the time of an execution.
 *
 * @param pageSize connections that one scan reads, 1 to 1,000
 * @param chunkSize connections that one invocation of the post function serves, 1 to a page
 * @param postAttempts times that a connection is tried before it is closed, 1 to 10
 * @param postTimeout time of one invocation of the post function, 10 to 60 seconds. Half of it is
 *     for posting: what isn't delivered then is busy
 * @param postConcurrency posts under way in one function, 1 to 512: a function's environment has
 *     1,024 file descriptors
 * @param pruneGraceSeconds age from which a connection that is gone loses its row, 1 to 600
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step
 *     Functions service quotas</a>
 */
public record Broadcast(
        int pageSize,
        int chunkSize,
        int postAttempts,
        Duration postTimeout,
        int postConcurrency,
        int pruneGraceSeconds) {
    static final int MAX_CHUNKS = 40;
    static final Duration LONGEST_HOLD = Duration.ofMinutes(4);
    static final Bounds PAGE_SIZE = new Bounds("pageSize", 1, 1000);
    static final Bounds CHUNK_SIZE = new Bounds("chunkSize", 1, 1000);
    static final Bounds POST_ATTEMPTS = new Bounds("postAttempts", 1, 10);
    static final Bounds POST_TIMEOUT_SECONDS = new Bounds("postTimeoutSeconds", 10, 60);
    static final Bounds POST_CONCURRENCY = new Bounds("postConcurrency", 1, 512);
    static final Bounds PRUNE_GRACE_SECONDS = new Bounds("pruneGraceSeconds", 1, 600);

    public Broadcast {
        PAGE_SIZE.require(pageSize);
        new Bounds("chunkSize", smallestChunk(pageSize), pageSize).require(chunkSize);
        POST_ATTEMPTS.require(postAttempts);
        POST_TIMEOUT_SECONDS.require(Math.toIntExact(postTimeout.toSeconds()));
        POST_CONCURRENCY.require(postConcurrency);
        PRUNE_GRACE_SECONDS.require(pruneGraceSeconds);
    }

    /**
     * How long one connection that takes nothing can keep an execution from its end: half an
     * invocation for each attempt, waits of 1, 2, 3 … seconds between them, and the close.
     */
    public Duration longestHold() {
        return longestHold(postAttempts, postTimeout);
    }

    private static Duration longestHold(int attempts, Duration timeout) {
        int waits = attempts * (attempts - 1) / 2;
        return timeout.dividedBy(2).multipliedBy(attempts + 1).plusSeconds(waits);
    }

    private static int smallestChunk(int pageSize) {
        return (pageSize + MAX_CHUNKS - 1) / MAX_CHUNKS;
    }

    static Broadcast read(Settings settings) {
        int pageSize = settings.number(PAGE_SIZE, 1000);
        int chunkSize = settings.number(CHUNK_SIZE, Math.min(100, pageSize));
        if (chunkSize > pageSize) {
            settings.problem(
                    "chunkSize", Integer.toString(chunkSize), "at most pageSize, " + pageSize);
        } else if (chunkSize < smallestChunk(pageSize)) {
            settings.problem(
                    "chunkSize",
                    Integer.toString(chunkSize),
                    "at least %d, a fortieth of pageSize".formatted(smallestChunk(pageSize)));
        }
        int attempts = settings.number(POST_ATTEMPTS, 3);
        int timeoutSeconds = settings.number(POST_TIMEOUT_SECONDS, 30);
        Duration hold = longestHold(attempts, Duration.ofSeconds(timeoutSeconds));
        if (hold.compareTo(LONGEST_HOLD) > 0) {
            settings.problem(
                    "postAttempts",
                    Integer.toString(attempts),
                    "fewer with a postTimeoutSeconds of %d: a connection may hold an execution for %d seconds, not %d"
                            .formatted(timeoutSeconds, LONGEST_HOLD.toSeconds(), hold.toSeconds()));
        }
        return new Broadcast(
                pageSize,
                Math.max(smallestChunk(pageSize), Math.min(chunkSize, pageSize)),
                attempts,
                Duration.ofSeconds(timeoutSeconds),
                settings.number(POST_CONCURRENCY, 128),
                settings.number(PRUNE_GRACE_SECONDS, 10));
    }
}
