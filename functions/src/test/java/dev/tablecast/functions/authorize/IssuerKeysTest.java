package dev.tablecast.functions.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
    private static final JWK FIRST = Tokens.ec(Curve.P_256, "first");
    private static final JWK SECOND = Tokens.ec(Curve.P_256, "second");
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock(Tokens.NOW);
    private final FakeKeySource source = new FakeKeySource(FIRST);
    private final IssuerKeys keys = new IssuerKeys(source, clock);

    @Test
    void keysAreFetchedOnceWhileTheyAreFresh() {
        assertThat(source.fetches()).isZero();

        assertThat(isKnown("first")).isTrue();
        clock.pass(IssuerKeys.FRESH.minus(MOMENT));
        assertThat(isKnown("first")).isTrue();

        assertThat(source.fetches()).isEqualTo(1);
    }

    @Test
    void keysThatAreNoLongerFreshAreFetchedAgain() {
        isKnown("first");
        source.publish(FIRST, SECOND);
        clock.pass(IssuerKeys.FRESH);

        assertThat(isKnown("first")).isTrue();
        assertThat(source.fetches()).isEqualTo(2);
        assertThat(isKnown("second")).isTrue();
        assertThat(source.fetches()).isEqualTo(2);
    }

    @Test
    void aKeyThatTheIssuerHasWithdrawnIsRefusedOnceItsKeysAreNoLongerFresh() {
        isKnown("first");
        source.publish(SECOND);

        clock.pass(IssuerKeys.FRESH);

        assertThat(isKnown("first")).isFalse();
    }

    @Test
    void anUnknownKeyIsAskedForAtOnce() {
        isKnown("first");
        source.publish(SECOND);

        assertThat(isKnown("second")).isTrue();
        assertThat(source.fetches()).isEqualTo(2);
    }

    @Test
    void madeUpKeysCauseTwoFetchesInAPause() {
        isKnown("first");

        for (int i = 0; i < 100; i++) {
            assertThat(isKnown("made-up-" + i)).isFalse();
        }
        assertThat(source.fetches()).isEqualTo(2);

        clock.pass(IssuerKeys.PAUSE);
        source.publish(SECOND);
        assertThat(isKnown("second")).isTrue();
        assertThat(source.fetches()).isEqualTo(3);
    }

    @Test
    void knownKeysGoOnWorkingWhileTheIssuerIsDown() {
        isKnown("first");
        source.goDown();

        clock.pass(IssuerKeys.KEPT.minus(MOMENT));

        assertThat(isKnown("first")).isTrue();
        assertThat(isKnown("second")).isFalse();
    }

    @Test
    void keysAreNotKeptForever() {
        isKnown("first");
        source.goDown();

        clock.pass(IssuerKeys.KEPT);

        assertThat(isKnown("first")).isFalse();
    }

    @Test
    void anIssuerThatIsDownIsTriedTwiceInAPause() {
        source.goDown();

        for (int i = 0; i < 100; i++) {
            assertThat(isKnown("first")).isFalse();
        }
        assertThat(source.fetches()).isEqualTo(2);

        source.comeBack();
        clock.pass(IssuerKeys.PAUSE.minus(MOMENT));
        assertThat(isKnown("first")).isFalse();
        clock.pass(MOMENT);
        assertThat(isKnown("first")).isTrue();
    }

    @Test
    void staleKeysAreFetchedOnceWhileTheIssuerIsDown() {
        isKnown("first");
        source.goDown();
        clock.pass(IssuerKeys.FRESH);

        for (int i = 0; i < 100; i++) {
            assertThat(isKnown("first")).isTrue();
        }
        assertThat(source.fetches()).isEqualTo(2);
    }

    @Test
    void whoeverComesWhileKeysAreFetchedSharesThem() {
        var entered = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var fetches = new AtomicInteger();
        var shared =
                new IssuerKeys(
                        () -> {
                            fetches.incrementAndGet();
                            entered.countDown();
                            await(answer);
                            return source.fetch();
                        },
                        clock);
        var asking =
                IntStream.range(0, 8)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () -> !shared.matching(withId("first")).isEmpty(),
                                                task -> Thread.ofVirtual().start(task)))
                        .toList();

        await(entered);
        answer.countDown();

        assertThat(asking).allMatch(CompletableFuture::join);
        assertThat(fetches).hasValue(1);
    }

    /** An attacker's made-up keys use up the fetches, and everyone else goes on. */
    @Test
    void whoeverHasAKnownKeyIsLetInWhileFetchesAreLimited() {
        for (Duration passed = Duration.ZERO;
                passed.compareTo(IssuerKeys.FRESH.multipliedBy(3)) < 0;
                passed = passed.plus(MOMENT)) {
            assertThat(isKnown("made-up-" + passed)).isFalse();
            assertThat(isKnown("first")).as("after %s", passed).isTrue();
            clock.pass(MOMENT);
        }
    }

    @Test
    void anIssuerThatComesBackIsNoticedWithinItsPause() {
        isKnown("first");
        source.goDown();
        clock.pass(IssuerKeys.FRESH);
        assertThat(isKnown("second")).isFalse();
        source.comeBack();
        source.publish(SECOND);

        clock.pass(IssuerKeys.PAUSE);

        assertThat(isKnown("second")).isTrue();
    }

    private boolean isKnown(String id) {
        return !keys.matching(withId(id)).isEmpty();
    }

    private static JWKMatcher withId(String id) {
        return new JWKMatcher.Builder().keyID(id).build();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
