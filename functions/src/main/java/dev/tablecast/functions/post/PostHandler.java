package dev.tablecast.functions.post;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.snapstart.SnapStart;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Posts messages to a chunk of connections and returns what happened to each; called by the
 * workflow, once for each chunk and attempt.
 *
 * @see PostRequest
 * @see PostResult
 * @see PostSettings
 */
public final class PostHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    /** An answer takes milliseconds; a connection for which there is none by then is busy. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);

    /**
     * Safe for threads, and another in each environment: one with a seed in memory would go on
     * alike in all that start from the same snapshot, and they would all try again at the same
     * time.
     */
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final ChunkPoster chunks;
    private final InstantSource clock;

    public PostHandler() {
        this(System.getenv());
        SnapStart.beforeSnapshot(System.getenv(), PostRehearsal::new);
    }

    public PostHandler(Map<String, String> environment) {
        this(
                chunkPoster(PostSettings.from(environment), new AwsClients(environment)),
                InstantSource.system());
    }

    PostHandler(ChunkPoster chunks, InstantSource clock) {
        this.chunks = chunks;
        this.clock = clock;
    }

    private static ChunkPoster chunkPoster(PostSettings settings, AwsClients clients) {
        var http = AwsClients.http(CALL_TIMEOUT, settings.concurrency());
        var api =
                new SignedConnections(
                        clients.executeApi(settings.endpoint(), http),
                        new ApiGatewayConnections(clients.connections(settings.endpoint(), http)));
        var backoff = new Backoff(FIRST_BACKOFF, RANDOM, Thread::sleep);
        return new ChunkPoster(
                new Poster(api, InstantSource.system(), settings.grace(), backoff),
                settings.concurrency());
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        PostRequest request = PostRequest.decode(event);
        var deadlines =
                Deadlines.within(
                        Duration.ofMillis(context.getRemainingTimeInMillis()), clock.instant());
        return PostResult.of(request, chunks.post(request, deadlines)).toJson();
    }
}
