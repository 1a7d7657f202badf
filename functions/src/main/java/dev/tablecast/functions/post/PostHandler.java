package dev.tablecast.functions.post;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.metrics.MetricsLine;
import dev.tablecast.functions.snapstart.SnapStart;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Posts messages to a chunk of connections and returns what happened to each; called by the
 * workflow, once for each chunk and attempt.
 *
 * <p>Where the API refused something, the function's log has the metric {@code RefusedPosts}: how
 * many connections.
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
                        new LazyConnections(
                                () ->
                                        new ApiGatewayConnections(
                                                clients.connections(settings.endpoint(), http))));
        var limited = new LimitedConnections(new RefusalLog(api), settings.concurrency());
        var backoff = new Backoff(FIRST_BACKOFF, RANDOM, Thread::sleep);
        return new ChunkPoster(
                new Poster(limited, InstantSource.system(), settings.grace(), backoff));
    }

    /**
     * @throws PlatformBusyException if the API was busy for everyone
     * @throws CallsRefusedException if it refused everything
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        Instant now = clock.instant();
        PostRequest request = PostRequest.decode(event, now);
        var deadlines =
                Deadlines.within(Duration.ofMillis(context.getRemainingTimeInMillis()), now);
        return PostResult.of(
                        request,
                        chunks.post(request, deadlines, outcomes -> report(outcomes, context)))
                .toJson();
    }

    /** Counts refusals even if the function fails for them: an alarm looks at this metric. */
    private void report(List<Outcome> outcomes, Context context) {
        long refused = outcomes.stream().filter(PostHandler::wasRefused).count();
        if (refused > 0) {
            context.getLogger()
                    .log(
                            new MetricsLine(context.getFunctionName(), clock.instant())
                                    .count("RefusedPosts", refused)
                                    .text());
        }
    }

    private static boolean wasRefused(Outcome outcome) {
        return outcome instanceof Outcome.Refused
                || outcome instanceof Outcome.NotClosed notClosed && notClosed.refused();
    }
}
