package dev.tablecast.functions.post;

import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.view.Views;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The posting function in a simulation: its own decisions, but one connection after the other,
 * because a simulation runs one process at a time.
 *
 * @param grace of a row whose connection may not be open yet
 * @param progress the memory of an instance, which serves some of the chunks
 */
public record SimulatedPosting(
        MessageFormat format,
        Stage stage,
        InstantSource clock,
        RandomGenerator random,
        Consumer<Duration> sleeper,
        Duration grace,
        Progress progress) {
    public SimulatedPosting(
            MessageFormat format,
            Stage stage,
            InstantSource clock,
            RandomGenerator random,
            Consumer<Duration> sleeper,
            Duration grace) {
        this(format, stage, clock, random, sleeper, grace, new Progress());
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** The {@code @connections} API: statuses, or an exception if there is no answer. */
    public interface Stage {
        int post(String connectionId, String text);

        int delete(String connectionId);

        int get(String connectionId);
    }

    /**
     * Serves a chunk.
     *
     * @param rows as a scan returns them
     * @return the connections that have ended: id, and the beginning of {@code Terms}
     */
    public Map<String, String> serve(
            List<Map<String, Object>> rows,
            String epoch,
            long from,
            long to,
            LogReader reader,
            Views views) {
        var now = clock.instant();
        var deadlines = Deadlines.within(TIMEOUT, now);
        var poster = new Poster(calls(), grace, random.nextBoolean() ? progress : new Progress());
        var decoder = new RowDecoder(now);
        var outcomes = new ArrayList<PostOutcome>();
        var targets = rows.stream().flatMap(row -> decoder.decode("row", row).stream()).toList();
        var parcels =
                Parcels.read(
                        format,
                        new Range("", epoch, from, to),
                        new FeedReader(reader, views),
                        targets);
        for (Target target : targets) {
            outcomes.add(
                    poster.serve(
                            target, poster.parcel(target, parcels), parcels.range(), deadlines));
        }
        Evidence.requireAnswered(outcomes, Counts.NONE);
        outcomes.forEach(outcome -> progress.forget(outcome.target(), parcels.range()));
        var request =
                new PostRequest(
                        List.of(), new Range("", epoch, from, to), 1, Counts.NONE, List.of());
        var ended = new java.util.HashMap<String, String>();
        PostResult.of(request, outcomes)
                .ended()
                .forEach(target -> ended.put(target.connectionId(), target.version()));
        return ended;
    }

    private PersistentCalls calls() {
        var api =
                new ConnectionsApi() {
                    @Override
                    public Answer post(String connectionId, String text) {
                        return answer(() -> stage.post(connectionId, text));
                    }

                    @Override
                    public Answer delete(String connectionId) {
                        return answer(() -> stage.delete(connectionId));
                    }

                    @Override
                    public Answer get(String connectionId) {
                        return answer(() -> stage.get(connectionId));
                    }
                };
        return new PersistentCalls(
                api, clock, new Backoff(Duration.ofMillis(100), random, sleeper::accept));
    }

    private static Answer answer(java.util.function.IntSupplier call) {
        try {
            return new Answer.Status(call.getAsInt(), "");
        } catch (SdkClientException e) {
            return Answer.None.because(e);
        }
    }
}
