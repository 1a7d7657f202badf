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
 * one of these ways: it has the messages, it is closed (or gone), or the range is tried again; only
 * what is refused for it alone is left to later rounds. The ends are written down here as the
 * design states them, not as the code computes them.
 */
class EveryStatusPropertyTest {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final long OLD = FakeTime.START.minusSeconds(3_600).toEpochMilli();
    private static final long YOUNG = FakeTime.START.minusSeconds(1).toEpochMilli();
    private static final Answer NONE = new Answer.None(false);

    private enum End {
        /** The client has all the messages. */
        DELIVERED,
        /** The connection is closed or gone, and its row is deleted. */
        CLOSED,
        /**
         * The connection may not be open yet; its row stays, because the client takes its snapshot
         * once open.
         */
        LEFT_ALONE,
        /** The API refuses everything about it alone: its row waits for later rounds. */
        LEFT_TO_LATER,
        /** The function fails, so that the workflow tries the range again. */
        TRIED_AGAIN
    }

    /**
     * @param post the answer to every post
     * @param close the answer to every close
     * @param probe the answer to every question about it
     */
    record Case(Answer post, Answer close, Answer probe, boolean isYoung, boolean isAlone) {}

    @Property(tries = 3_000, seed = "1795341600123", edgeCases = EdgeCasesMode.NONE)
    void everyAnswerEndsInDeliveredClosedOrTriedAgain(@ForAll("cases") Case one) {
        assertEnd(one);
    }

    @Test
    void everyStatusToAPostWithEveryKindOfAnswerToTheClose() {
        for (Answer post : answers()) {
            for (Answer close : List.of(status(204), status(403), status(404), status(410), NONE)) {
                for (boolean isAlone : List.of(true, false)) {
                    assertEnd(new Case(post, close, status(200), false, isAlone));
                }
            }
        }
    }

    @Test
    void everyStatusToACloseAfterARefusedPostAndAfterABusyOne() {
        for (Answer close : answers()) {
            for (Answer post : List.of(status(403), status(400), status(429))) {
                for (boolean isAlone : List.of(true, false)) {
                    assertEnd(new Case(post, close, status(200), false, isAlone));
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
        if (isBusy(one.post()) && !is(one.probe(), 200)) {
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
        return isBusy(one.close()) || one.isAlone() ? End.TRIED_AGAIN : End.LEFT_TO_LATER;
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
        var fixture = new PostFixture(FakeTime.START, GRACE);
        FakeApi api =
                fixture.api
                        .answers("it", one.post())
                        .answersToClose("it", one.close())
                        .answersToProbe("it", one.probe());
        List<Target> chunk = new ArrayList<>();
        chunk.add(target("it", one.isYoung() ? YOUNG : OLD));
        if (!one.isAlone()) {
            IntStream.range(0, 3).forEach(i -> chunk.add(target("other" + i, OLD)));
        }

        assertThat(end(fixture, chunk)).as(one.toString()).isEqualTo(expected(one));

        // Nobody else bears any of it, and nothing came after a gap.
        if (!one.isAlone()) {
            assertThat(api.received("other0")).containsExactly("a", "b");
            assertThat(api.closed).doesNotContain("other0");
        }
        assertThat(api.received("it")).isIn(List.of(), List.of("a", "b"));
        assertThat(fixture.time.waits).allMatch(wait -> wait.compareTo(Duration.ofSeconds(2)) <= 0);
    }

    private static End end(PostFixture fixture, List<Target> chunk) {
        List<PostOutcome> outcomes =
                new ChunkPoster(fixture.poster(fixture.api))
                        .post(
                                chunk,
                                fixture.parcels("a", "b"),
                                Deadlines.within(Duration.ofSeconds(30), FakeTime.START));
        try {
            Evidence.requireAnswered(outcomes, Counts.NONE);
        } catch (PlatformBusyException | CallsRefusedException e) {
            return End.TRIED_AGAIN;
        }
        Counts counts = Counts.of(outcomes);
        assertThat(sum(counts)).isEqualTo(counts.targeted());
        return switch (outcomes.getFirst()) {
            case PostOutcome.Delivered ignored -> End.DELIVERED;
            case PostOutcome.Gone ignored -> End.CLOSED;
            case PostOutcome.Closed ignored -> End.CLOSED;
            case PostOutcome.Expired ignored -> End.CLOSED;
            case PostOutcome.Refused ignored -> End.CLOSED;
            case PostOutcome.NotOpenYet ignored -> End.LEFT_ALONE;
            case PostOutcome.NotClosed ignored -> End.LEFT_TO_LATER;
            case PostOutcome.Busy ignored -> throw new AssertionError("a busy one fails the chunk");
        };
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
        return new RowDecoder(FakeTime.START)
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
        Arbitrary<Answer> probe = Arbitraries.of(status(200), status(429), status(403), NONE);
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        return Combinators.combine(answer, answer, probe, flag, flag).as(Case::new);
    }
}
