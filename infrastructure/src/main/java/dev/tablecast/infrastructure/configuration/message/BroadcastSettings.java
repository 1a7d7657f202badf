package dev.tablecast.infrastructure.configuration.message;

import dev.tablecast.infrastructure.configuration.setting.Values;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Setting;
import java.time.Duration;

/** The settings of the way of changes to all connections. */
public final class BroadcastSettings {
    public static final Setting<Integer> PAGE_SIZE =
            new Setting<>(
                    "pageSize",
                    Values.wholeNumbers(1, 1_000),
                    "1000",
                    "Connections that one scan of the workflow reads. A state carries at most"
                            + " 262,144 bytes, which a full page of connections, each with all the"
                            + " subscriptions it may have, has to fit.");

    public static final Setting<Integer> CHUNK_SIZE =
            new Setting<>(
                    "chunkSize",
                    Values.wholeNumbers(1, 1_000),
                    "250",
                    "Connections that one invocation of the post function serves: from a fortieth"
                        + " of `pageSize`, since a Map runs 40 iterations at a time, to `pageSize`."
                        + " Fewer make more invocations, which cost more; more wait longer for each"
                        + " other.");

    public static final Setting<Integer> POST_TIMEOUT_SECONDS =
            new Setting<>(
                    "postTimeoutSeconds",
                    Values.wholeNumbers(10, 60),
                    "30",
                    "Time of one invocation of the post function. For as long, what isn't"
                            + " delivered is tried again; a client that takes nothing is then"
                            + " closed, and can resume. It holds the next broadcast back for no"
                            + " longer than that.");

    public static final Setting<Integer> POST_CONCURRENCY =
            new Setting<>(
                    "postConcurrency",
                    Values.wholeNumbers(1, 512),
                    "256",
                    "Posts under way in one invocation: by default all of a chunk. A function's"
                            + " environment has 1,024 file descriptors.");

    public static final Setting<Integer> PRUNE_GRACE_SECONDS =
            new Setting<>(
                    "pruneGraceSeconds",
                    Values.wholeNumbers(1, 600),
                    "30",
                    "Age from which a connection that is gone loses its row. A younger one may not"
                            + " be open yet, and API Gateway answers the same for it; putting the"
                            + " row and opening take seconds where things are slow.");

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
