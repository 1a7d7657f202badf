package dev.tablecast.infrastructure.configuration.message;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;
import java.time.Duration;

/** The settings of the way of changes to all connections. */
public final class BroadcastSettings {
    public static final Setting<Integer> PAGE_SIZE =
            new Setting<>(
                    "pageSize",
                    Values.wholeNumbers(1, 1_000),
                    "1000",
                    "Connections that one scan of the workflow reads. The input of a"
                            + " state has at most 262,144 bytes, into which a full page must fit"
                            + " even if each connection has all the subscriptions it may have.");

    public static final Setting<Integer> CHUNK_SIZE =
            new Setting<>(
                    "chunkSize",
                    Values.wholeNumbers(1, 1_000),
                    "250",
                    "Connections that one invocation of the post function serves: from a"
                            + " fortieth of `pageSize`, because a Map runs 40 iterations at a time,"
                            + " to `pageSize`. Smaller chunks need more invocations, which cost"
                            + " more; in larger ones more connections wait for each other.");

    public static final Setting<Integer> POST_TIMEOUT_SECONDS =
            new Setting<>(
                    "postTimeoutSeconds",
                    Values.wholeNumbers(10, 60),
                    "30",
                    "Timeout of the post function. Failed posts are retried for this"
                            + " time; a client that still doesn't read is then closed, and can"
                            + " resume. It delays the next broadcast by no more than this.");

    public static final Setting<Integer> POST_CONCURRENCY =
            new Setting<>(
                    "postConcurrency",
                    Values.wholeNumbers(1, 512),
                    "256",
                    "Concurrent posts of one invocation; by default a whole chunk. A"
                            + " function has 1,024 file descriptors.");

    public static final Setting<Integer> PRUNE_GRACE_SECONDS =
            new Setting<>(
                    "pruneGraceSeconds",
                    Values.wholeNumbers(1, 600),
                    "30",
                    "Age from which the row of a connection that is gone is deleted. A"
                            + " younger connection may not be open yet, and API Gateway gives the"
                            + " same answer for it; putting the row and opening the connection can"
                            + " take seconds under load.");

    private BroadcastSettings() {}

    public static BroadcastLimits read(StackSettings settings) {
        int pageSize = settings.get(PAGE_SIZE);
        return new BroadcastLimits(
                pageSize,
                chunkSize(settings, pageSize),
                Duration.ofSeconds(settings.get(POST_TIMEOUT_SECONDS)),
                settings.get(POST_CONCURRENCY),
                settings.get(PRUNE_GRACE_SECONDS));
    }

    private static int chunkSize(StackSettings settings, int pageSize) {
        int chunkSize = settings.get(CHUNK_SIZE);
        int smallest = BroadcastLimits.smallestChunk(pageSize);
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
}
