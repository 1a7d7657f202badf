package dev.tablecast.infrastructure.configuration;

import java.time.Duration;

/** How one message finds its way to all connections. */
final class BroadcastSettings {
    static final Setting<Integer> PAGE_SIZE =
            new Setting<>(
                    "pageSize",
                    Values.wholeNumbers(1, 1000),
                    "1000",
                    "Connections that one scan of the workflow reads. A state carries at most"
                            + " 262,144 bytes, of which a full page of connections takes half.");

    static final Setting<Integer> CHUNK_SIZE =
            new Setting<>(
                    "chunkSize",
                    Values.wholeNumbers(1, 1000),
                    "250",
                    "Connections that one invocation of the post function serves: from a fortieth"
                        + " of `pageSize`, since a Map runs 40 iterations at a time, to `pageSize`."
                        + " Fewer make more invocations, which cost more; more wait longer for each"
                        + " other.");

    static final Setting<Integer> POST_ATTEMPTS =
            new Setting<>(
                    "postAttempts",
                    Values.wholeNumbers(1, 10),
                    "3",
                    "Times that a connection is tried before it is closed, so that its client"
                            + " knows. With `postTimeoutSeconds` it decides how long one connection"
                            + " may hold the next batch back: 240 seconds at most.");

    static final Setting<Integer> POST_TIMEOUT_SECONDS =
            new Setting<>(
                    "postTimeoutSeconds",
                    Values.wholeNumbers(10, 60),
                    "30",
                    "Time of one invocation of the post function. Half of it is for posting; what"
                            + " isn't delivered then is busy, and is tried again.");

    static final Setting<Integer> POST_CONCURRENCY =
            new Setting<>(
                    "postConcurrency",
                    Values.wholeNumbers(1, 512),
                    "256",
                    "Posts under way in one invocation: by default all of a chunk. A function's"
                            + " environment has 1,024 file descriptors.");

    static final Setting<Integer> PRUNE_GRACE_SECONDS =
            new Setting<>(
                    "pruneGraceSeconds",
                    Values.wholeNumbers(1, 600),
                    "30",
                    "Age from which a connection that is gone loses its row. A younger one may not"
                            + " be open yet, and API Gateway answers the same for it; putting the"
                            + " row and opening take seconds where things are slow.");

    private static final Duration LONGEST_HOLD = Duration.ofMinutes(4);

    private BroadcastSettings() {}

    static Broadcast read(Settings settings) {
        int pageSize = settings.get(PAGE_SIZE);
        Duration timeout = Duration.ofSeconds(settings.get(POST_TIMEOUT_SECONDS));
        return new Broadcast(
                pageSize,
                chunkSize(settings, pageSize),
                attempts(settings, timeout),
                timeout,
                settings.get(POST_CONCURRENCY),
                settings.get(PRUNE_GRACE_SECONDS));
    }

    private static int chunkSize(Settings settings, int pageSize) {
        int chunkSize = settings.get(CHUNK_SIZE);
        int smallest = Broadcast.smallestChunk(pageSize);
        if (settings.isSet(CHUNK_SIZE)) {
            if (chunkSize > pageSize) {
                settings.problem(CHUNK_SIZE, "at most pageSize, " + pageSize);
            } else if (chunkSize < smallest) {
                settings.problem(
                        CHUNK_SIZE, "at least %d, a fortieth of pageSize".formatted(smallest));
            }
        }
        return Math.max(smallest, Math.min(chunkSize, pageSize));
    }

    private static int attempts(Settings settings, Duration timeout) {
        int attempts = settings.get(POST_ATTEMPTS);
        Duration hold = Broadcast.longestHold(attempts, timeout);
        if (hold.compareTo(LONGEST_HOLD) > 0) {
            settings.problem(
                    POST_ATTEMPTS,
                    "fewer with a postTimeoutSeconds of %d: a connection may hold an execution for %d seconds, not %d"
                            .formatted(
                                    timeout.toSeconds(),
                                    LONGEST_HOLD.toSeconds(),
                                    hold.toSeconds()));
        }
        return attempts;
    }
}
