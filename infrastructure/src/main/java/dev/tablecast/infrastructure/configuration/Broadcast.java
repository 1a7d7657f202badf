package dev.tablecast.infrastructure.configuration;

/**
 * How one message finds its way to all connections.
 *
 * <p>A state of the workflow carries at most 262,144 bytes. A connection takes up to 128 of them in
 * a page of the scan, so 1,000 connections leave the other half to the messages.
 *
 * @param pageSize connections that one scan reads, 1 to 1,000
 * @param chunkSize connections that one invocation of the post function serves, 1 to a page
 * @param postAttempts times that a connection is tried before it is closed, 1 to 10
 * @param postConcurrency posts under way in one function, 1 to 512: a function's environment has
 *     1,024 file descriptors
 * @param pruneGraceSeconds age from which a connection that is gone loses its row, 1 to 600
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step
 *     Functions service quotas</a>
 */
public record Broadcast(
        int pageSize, int chunkSize, int postAttempts, int postConcurrency, int pruneGraceSeconds) {
    static final Bounds PAGE_SIZE = new Bounds("pageSize", 1, 1000);
    static final Bounds CHUNK_SIZE = new Bounds("chunkSize", 1, 1000);
    static final Bounds POST_ATTEMPTS = new Bounds("postAttempts", 1, 10);
    static final Bounds POST_CONCURRENCY = new Bounds("postConcurrency", 1, 512);
    static final Bounds PRUNE_GRACE_SECONDS = new Bounds("pruneGraceSeconds", 1, 600);

    public Broadcast {
        PAGE_SIZE.require(pageSize);
        new Bounds("chunkSize", 1, pageSize).require(chunkSize);
        POST_ATTEMPTS.require(postAttempts);
        POST_CONCURRENCY.require(postConcurrency);
        PRUNE_GRACE_SECONDS.require(pruneGraceSeconds);
    }

    static Broadcast read(Settings settings) {
        int pageSize = settings.number(PAGE_SIZE, 1000);
        int chunkSize = settings.number(CHUNK_SIZE, Math.min(100, pageSize));
        if (chunkSize > pageSize) {
            settings.problem(
                    "chunkSize", Integer.toString(chunkSize), "at most pageSize, " + pageSize);
        }
        return new Broadcast(
                pageSize,
                Math.min(chunkSize, pageSize),
                settings.number(POST_ATTEMPTS, 3),
                settings.number(POST_CONCURRENCY, 128),
                settings.number(PRUNE_GRACE_SECONDS, 10));
    }
}
