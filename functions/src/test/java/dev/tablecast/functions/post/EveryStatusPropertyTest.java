package dev.tablecast.functions.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * Whatever the {@code @connections} API answers to a post and to a close, the connection ends in
 * one of three ways: it has the messages, it is closed (or gone), or it is tried again. The ends
 * are written down here as the design states them, not as the code computes them.
 */
class EveryStatusPropertyTest {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final long OLD = FakeTime.START.minusSeconds(3_600).toEpochMilli();
    private static final long YOUNG = FakeTime.START.minusSeconds(1).toEpochMilli();
    private static final Answer NONE = new Answer.None();

    private enum End {
        /** It has all the messages. */
        DELIVERED,
        /** It is closed, or was gone: its row goes. */
        CLOSED,
        /** It may not be open yet, and takes its snapshot when it is: its row stays. */
        LEFT_ALONE,
        /** Its row says from now on that it may only be closed; the next execution tries that. */
        MARKED,
        /** The function fails, so that the workflow and then the batch are tried again. */
        TRIED_AGAIN
    }

    /**
     * @param post the answer to every post
     * @param close the answer to every close
     */
    record Case(Answer post, Answer close, boolean isYoung, boolean isAlone, int attempts) {}

    @Property(tries = 3_000, seed = "1795341600123", edgeCases = EdgeCasesMode.NONE)
    void everyAnswerEndsInDeliveredClosedOrTriedAgain(@ForAll("cases") Case one) {
        assertEnd(one);
    }

    @Test
    void everyStatusToAPostWithEveryKindOfAnswerToTheClose() {
        for (Answer post : answers()) {
            for (Answer close : List.of(status(204), status(403), status(404), status(410), NONE)) {
                for (boolean isAlone : List.of(true, false)) {
                    assertEnd(new Case(post, close, false, isAlone, 1));
                }
            }
        }
    }

    @Test
    void everyStatusToACloseAfterARefusedPostAndAfterABusyOne() {
        for (Answer close : answers()) {
            for (Answer post : List.of(status(403), status(400), status(429))) {
                for (boolean isAlone : List.of(true, false)) {
                    assertEnd(new Case(post, close, false, isAlone, 1));
                }
            }
        }
    }

    /** The end that the design demands. */
    private static End expected(Case one) {
        if (is(one.post(), 200)) {
            return End.DELIVERED;
        }
        if (is(one.post(), 410)) {
            return one.isYoung() ? End.LEFT_ALONE : End.CLOSED;
        }
        if (isBusy(one.post()) && one.isAlone()) {
            return End.TRIED_AGAIN;
        }
        return ofClose(one);
    }

    private static End ofClose(Case one) {
        if (is(one.close(), 200) || is(one.close(), 204)) {
            return End.CLOSED;
        }
        if (is(one.close(), 410)) {
            return one.isYoung() ? End.LEFT_ALONE : End.CLOSED;
        }
        if (is(one.close(), 400) || is(one.close(), 404)) {
            return End.CLOSED;
        }
        return one.isAlone() ? End.TRIED_AGAIN : End.MARKED;
    }

    private static boolean isBusy(Answer answer) {
        return !(answer instanceof Answer.Status(int code, String id))
                || code == 429
                || code >= 500;
    }

    private static boolean is(Answer answer, int code) {
        return answer.equals(status(code));
    }

    private static void assertEnd(Case one) {
        var api = new FakeApi().answers("it", one.post()).answersToClose("it", one.close());
        var time = new FakeTime();
        var poster = new ChunkPoster(new Poster(api, time, GRACE, time.backoff()));
        List<Target> chunk = new ArrayList<>();
        chunk.add(target("it", one.isYoung() ? YOUNG : OLD));
        if (!one.isAlone()) {
            IntStream.range(0, 3).forEach(i -> chunk.add(target("other" + i, OLD)));
        }

        assertThat(end(one, poster, chunk, time)).as(one.toString()).isEqualTo(expected(one));

        // Nobody else bears any of it, and nothing came after a gap.
        if (!one.isAlone()) {
            assertThat(api.received("other0")).containsExactly("a", "b");
            assertThat(api.closed).doesNotContain("other0");
        }
        assertThat(api.received("it")).isIn(List.of(), List.of("a", "b"));
        assertThat(time.waits).allMatch(wait -> wait.compareTo(Duration.ofSeconds(2)) <= 0);
    }

    /** Makes the attempts that an execution makes, as long as there is somebody to try again. */
    private static End end(Case one, ChunkPoster poster, List<Target> chunk, FakeTime time) {
        Counts before = Counts.NONE;
        List<Target> left = chunk;
        for (int attempt = 1; ; attempt++) {
            var request =
                    new PostRequest(left, List.of("a", "b"), attempt, one.attempts(), 0, before);
            PostResult result;
            try {
                result =
                        PostResult.of(
                                request,
                                poster.post(
                                        request,
                                        Deadlines.within(Duration.ofSeconds(30), time.instant()),
                                        outcomes -> {}));
            } catch (PlatformBusyException | CallsRefusedException e) {
                assertThat(attempt).isEqualTo(one.attempts());
                return End.TRIED_AGAIN;
            }
            if (result.busy().isEmpty()) {
                return end(result);
            }
            assertThat(attempt).as("busy after the last attempt").isLessThan(one.attempts());
            assertThat(result.busy()).extracting(Target::connectionId).containsExactly("it");
            before = result.counts();
            left = result.busy();
        }
    }

    private static End end(PostResult result) {
        assertThat(sum(result.counts())).isEqualTo(result.counts().targeted());
        if (holdsIt(result.ended())) {
            return End.CLOSED;
        }
        if (holdsIt(result.behind())) {
            return End.MARKED;
        }
        return result.counts().notOpenYet() == 1 ? End.LEFT_ALONE : End.DELIVERED;
    }

    private static boolean holdsIt(List<Target> targets) {
        return targets.stream().anyMatch(target -> target.connectionId().equals("it"));
    }

    private static int sum(Counts counts) {
        return counts.delivered()
                + counts.gone()
                + counts.notOpenYet()
                + counts.closed()
                + counts.refused()
                + counts.notClosed();
    }

    private static Target target(String id, long connectedAt) {
        return new RowDecoder(List.of(), FakeTime.START)
                .decode("row", Rows.row(id, connectedAt))
                .orElseThrow();
    }

    private static Answer status(int code) {
        return FakeApi.status(code);
    }

    private static List<Answer> answers() {
        return Stream.concat(
                        IntStream.rangeClosed(100, 599).mapToObj(FakeApi::status), Stream.of(NONE))
                .toList();
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Answer> answer = Arbitraries.of(answers());
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        return Combinators.combine(answer, answer, flag, flag, Arbitraries.integers().between(1, 3))
                .as(Case::new);
    }
}
