package dev.tablecast.functions.post;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tablecast.functions.log.LogUnreadableException;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.metrics.EmfLine;
import dev.tablecast.functions.snapstart.SnapStart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The post function, which posts a range of the log to a chunk of connections and returns the
 * outcome of each; the workflow calls it once for each chunk.
 *
 * <p>Where the API throttled or refused something, the function's log has the metrics {@code
 * Throttled} (calls) and {@code RefusedPosts} (connections).
 *
 * @see PostRequest
 * @see PostResult
 * @see PostSettings
 */
public final class PostHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final MessageFormat format;
    private final Function<String, FeedReader> readers;
    private final ChunkPoster chunks;
    private final Pressure pressure;
    private final InstantSource clock;

    public PostHandler() {
        this(System.getenv());
        SnapStart.beforeSnapshot(System.getenv(), PostRehearsal::new);
    }

    public PostHandler(Map<String, String> environment) {
        this(PostParts.from(environment));
    }

    private PostHandler(PostParts parts) {
        this(
                parts.format(),
                parts.readers()::of,
                parts.poster(),
                parts.pressure(),
                InstantSource.system());
    }

    PostHandler(
            MessageFormat format,
            Function<String, FeedReader> readers,
            Poster poster,
            Pressure pressure,
            InstantSource clock) {
        this.format = format;
        this.readers = readers;
        this.chunks = new ChunkPoster(poster);
        this.pressure = pressure;
        this.clock = clock;
    }

    /**
     * @throws PlatformBusyException if the API was busy
     * @throws CallsRefusedException if it refused everything
     * @throws LogUnreadableException if the log doesn't have the range
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        Instant now = clock.instant();
        PostRequest request = PostRequest.decode(event, now);
        var deadlines =
                Deadlines.within(Duration.ofMillis(context.getRemainingTimeInMillis()), now);
        var parcels =
                Parcels.read(
                        format,
                        request.range(),
                        readers.apply(request.range().feed()),
                        request.targets());
        List<PostOutcome> outcomes = chunks.post(request.targets(), parcels, deadlines);
        report(outcomes, context);
        Evidence.requireAnswered(outcomes, request.before());
        chunks.forget(request.targets(), request.range());
        return PostResult.of(request, outcomes).toJson();
    }

    /**
     * Logs the metrics of refused and throttled calls, even if the function fails because of them:
     * alarms watch these metrics.
     */
    private void report(List<PostOutcome> outcomes, Context context) {
        long refused = outcomes.stream().filter(PostHandler::wasRefused).count();
        long throttled = pressure.takeThrottled();
        if (refused + throttled > 0) {
            context.getLogger()
                    .log(
                            new EmfLine(context.getFunctionName(), clock.instant())
                                    .count("RefusedPosts", refused)
                                    .count("Throttled", throttled)
                                    .text());
        }
    }

    private static boolean wasRefused(PostOutcome outcome) {
        return outcome instanceof PostOutcome.Refused
                || outcome instanceof PostOutcome.NotClosed notClosed && notClosed.refused();
    }
}
