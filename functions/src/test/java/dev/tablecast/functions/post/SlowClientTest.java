package dev.tablecast.functions.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that reads nothing is closed; a busy platform closes nobody. */
class SlowClientTest {
    private static final Answer TIMED_OUT = new Answer.None(true);
    private static final Answer BROKEN = new Answer.None(false);
    private static final Duration TIME = Duration.ofSeconds(60);

    private final PostFixture fixture = new PostFixture(FakeTime.START, Duration.ZERO);
    private final Parcels parcels = fixture.parcels("a");

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, 504})
    void aClientThatTakesNothingIsClosedWhateverTheStatus(int status) {
        fixture.api.answers("1", FakeApi.status(status));

        assertThat(serve(fixture.api)).isInstanceOf(PostOutcome.Closed.class);
    }

    @Test
    void aClientIsClosedForWhomNoPostIsAnsweredThoughEachTakesItsWholeTime() {
        var api =
                new FakeApi() {
                    @Override
                    public Answer post(String connectionId, String text) {
                        fixture.time.pass(Duration.ofSeconds(3));
                        return TIMED_OUT;
                    }
                };

        assertThat(serve(api)).isInstanceOf(PostOutcome.Closed.class);
        assertThat(fixture.time.latest()).isBefore(FakeTime.START.plus(TIME.minusSeconds(3)));
    }

    /** A pool of connections that the server has closed breaks one after the other. */
    @Test
    void nobodyIsClosedForAFewPostsThatBrokeBeforeTheTimeWasOver() {
        var api =
                new FakeApi() {
                    @Override
                    public Answer get(String connectionId) {
                        fixture.time.pass(Duration.ofSeconds(3));
                        return TAKEN;
                    }

                    @Override
                    public Answer post(String connectionId, String text) {
                        return BROKEN;
                    }
                };

        assertThat(serve(api)).isInstanceOf(PostOutcome.Busy.class);
        assertThat(api.closed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyIsClosedWhileThePlatformAnswersNothing(boolean timedOut) {
        var none = new Answer.None(timedOut);
        fixture.api.answers("1", none).answersToProbe("1", none);

        assertThat(serve(fixture.api)).isInstanceOf(PostOutcome.Busy.class);
        assertThat(fixture.api.closed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410, 429, 500})
    void nobodyIsClosedWithoutTheProbesAnswer(int probe) {
        fixture.api.answers("1", FakeApi.BUSY).answersToProbe("1", FakeApi.status(probe));

        assertThat(serve(fixture.api)).isInstanceOf(PostOutcome.Busy.class);
        assertThat(fixture.api.closed).isEmpty();
    }

    @Test
    void whoTakesThePostAfterAProbeIsServed() {
        var tries = new int[1];
        var probed = new boolean[1];
        var api =
                new FakeApi() {
                    @Override
                    public Answer get(String connectionId) {
                        probed[0] = true;
                        return TAKEN;
                    }

                    @Override
                    public Answer post(String connectionId, String text) {
                        tries[0]++;
                        return probed[0] ? super.post(connectionId, text) : BUSY;
                    }
                };

        assertThat(serve(api)).isInstanceOf(PostOutcome.Delivered.class);
        assertThat(api.received("1")).containsExactly("a");
        assertThat(tries[0]).isGreaterThan(6);
    }

    /** Connections to API Gateway that break at once give no answer either. */
    @Test
    void aFewPostsThatBreakBetweenAnsweredProbesCallNobodySlow() {
        var probes = new int[1];
        var api =
                new FakeApi() {
                    @Override
                    public Answer get(String connectionId) {
                        probes[0]++;
                        return TAKEN;
                    }

                    @Override
                    public Answer post(String connectionId, String text) {
                        return probes[0] > 8 ? super.post(connectionId, text) : BROKEN;
                    }
                };

        assertThat(serve(api)).isInstanceOf(PostOutcome.Delivered.class);
        assertThat(api.closed).isEmpty();
    }

    /** The quota comes back at any moment: also between the last try and the probes. */
    @Test
    void nobodyIsClosedWhenAnOutageEndsAtWhateverTime() {
        for (int end = 0; end <= 60_000; end += 50) {
            var one = new PostFixture(FakeTime.START, Duration.ZERO);
            Instant back = FakeTime.START.plusMillis(end);
            var api = new Platform(() -> one.time.instant().isBefore(back));

            PostOutcome outcome = serve(one, api);

            assertThat(outcome)
                    .as("back after %d ms", end)
                    .isInstanceOfAny(PostOutcome.Delivered.class, PostOutcome.Busy.class);
            assertThat(api.closed).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"50", "70", "80", "90", "99"})
    void noneOfTenThousandIsClosedWhileThePlatformShedsAShareOfAllCalls(int percent) {
        var random = new Random(percent);
        var api = new Platform(() -> random.nextInt(100) < percent);

        var outcomes =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> serve(new PostFixture(FakeTime.START, Duration.ZERO), api))
                        .toList();

        assertThat(api.closed).isEmpty();
        assertThat(outcomes)
                .allMatch(
                        outcome ->
                                outcome instanceof PostOutcome.Delivered
                                        || outcome instanceof PostOutcome.Busy);
    }

    /** Outages with the workflow's retries, which come with the same input. */
    @ParameterizedTest
    @ValueSource(ints = {10, 60, 600})
    void everyoneHasEverythingAfterAnOutage(int seconds) {
        Instant back = FakeTime.START.plusSeconds(seconds);
        var time = new FakeTime();
        var api = new Platform(() -> time.instant().isBefore(back));
        var poster =
                new Poster(new PersistentCalls(api, time, time.backoff()), Duration.ofSeconds(30));
        PostOutcome outcome;
        int rounds = 0;
        do {
            outcome =
                    poster.serve(
                            target(),
                            parcels.of(target()),
                            parcels.range(),
                            Deadlines.within(TIME, time.instant()));
            time.pass(Duration.ofSeconds(2));
            rounds++;
        } while (outcome instanceof PostOutcome.Busy && rounds < 100);

        assertThat(outcome).isInstanceOf(PostOutcome.Delivered.class);
        assertThat(api.received("1")).containsExactly("a");
        assertThat(api.closed).isEmpty();
        assertThat(time.instant()).isBefore(back.plusSeconds(10));
    }

    /** A platform that throttles every kind of call alike. */
    private static final class Platform extends FakeApi {
        private final BooleanSupplier sheds;

        Platform(BooleanSupplier sheds) {
            this.sheds = sheds;
        }

        @Override
        public Answer post(String connectionId, String text) {
            return sheds.getAsBoolean() ? BUSY : super.post(connectionId, text);
        }

        @Override
        public Answer get(String connectionId) {
            return sheds.getAsBoolean() ? BUSY : super.get(connectionId);
        }

        @Override
        public Answer delete(String connectionId) {
            return sheds.getAsBoolean() ? BUSY : super.delete(connectionId);
        }
    }

    private PostOutcome serve(ConnectionsApi api) {
        return serve(fixture, api);
    }

    private PostOutcome serve(PostFixture one, ConnectionsApi api) {
        return one.poster(api)
                .serve(
                        target(),
                        parcels.of(target()),
                        parcels.range(),
                        Deadlines.within(TIME, one.time.instant()));
    }

    private static Target target() {
        return new RowDecoder(FakeTime.START)
                .decode("row", Rows.row("1", FakeTime.START.minusSeconds(60).toEpochMilli()))
                .orElseThrow();
    }
}
