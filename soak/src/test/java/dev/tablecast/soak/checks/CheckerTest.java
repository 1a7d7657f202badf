package dev.tablecast.soak.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tablecast.soak.checks.Histories.SentAs;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Violations of every kind, planted in correct histories. */
class CheckerTest {
    @Test
    void whatReachesEveryoneInOrderKeepsThePromise() {
        var history = new Histories().commits("x", "y", "x").open("a", 0, 1, 2, 3);

        assertThat(check(history.open("b", 5, 1, 2, 3)))
                .isEqualTo(verdict(6, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aRepetitionIsCountedAndKeepsThePromise() {
        Verdict verdict = check(new Histories().commits("x", "x").open("a", 0, 1, 2, 2));

        assertThat(verdict).isEqualTo(verdict(3, 1, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(verdict.promiseKept()).isTrue();
    }

    @Test
    void aMessageThatComesOnceMoreAfterLaterOnesIsARepetitionAndNotOutOfOrder() {
        assertThat(check(new Histories().commits("x", "x", "x").open("a", 0, 1, 2, 3, 1, 2, 3)))
                .isEqualTo(verdict(6, 3, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aChangeThatAnOpenConnectionMissedIsLost(int missed) {
        int[] received = IntStream.rangeClosed(1, 3).filter(change -> change != missed).toArray();

        Verdict verdict =
                check(
                        new Histories()
                                .commits("x", "x", "x")
                                .open("a", 0, 1, 2, 3)
                                .open("b", 0, received));

        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.promiseKept()).isFalse();
        assertThat(verdict.violations())
                .containsExactly(
                        "lost: b (from 0 ms; open) never received change %d of x (write started at %d ms, number %d of 3)"
                                .formatted(missed, missed * 10, missed));
    }

    @Test
    void everyChangeThatEveryConnectionMissedCounts() {
        var history = new Histories().commits("x", "y", "x").open("a", 0).open("b", 0, 3);

        assertThat(check(history).lost()).isEqualTo(5);
    }

    @Test
    void aSwappedPairOfOneItemIsOutOfOrder() {
        Verdict verdict = check(new Histories().commits("x", "y", "x").open("a", 0, 2, 3, 1));

        assertThat(verdict)
                .isEqualTo(
                        verdict(
                                3,
                                0,
                                0,
                                1,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                "out of order: a (from 0 ms; open) received change 1 of x (write"
                                    + " started at 10 ms, number 1 of 3) only after change 3 of x"
                                    + " (write started at 30 ms, number 3 of 3)"));
        assertThat(verdict.promiseKept()).isFalse();
    }

    @Test
    void aSwappedPairOfTwoItemsIsAsGoodAsInOrder() {
        assertThat(check(new Histories().commits("x", "y").open("a", 0, 2, 1)))
                .isEqualTo(verdict(2, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void theOrderIsThatOfTheStreamAndNotThatOfTheNumbers() {
        var history = new Histories();
        history.commits(Histories.commit("shard", "x", 2, 10, 11));
        history.commits(Histories.commit("shard", "x", 1, 10, 11));

        Verdict verdict = check(history.ended("a", 0, 2, 1).ended("b", 0, 1, 2));

        assertThat(verdict.outOfOrder()).isEqualTo(1);
        assertThat(verdict.violations()).singleElement().asString().contains("b (from");
    }

    @Test
    void aChangeThatWasNeverCommittedIsOutOfOrder() {
        assertThat(check(new Histories().commits("x").open("a", 0, 1, -1)).outOfOrder())
                .isEqualTo(1);
    }

    @Test
    void aConnectionIsOwedNothingThatWasAskedForBeforeItOpened() {
        assertThat(
                        check(
                                new Histories()
                                        .commits("x", "x", "x")
                                        .ended("w", 0, 1, 2, 3)
                                        .open("a", 20, 3)))
                .isEqualTo(verdict(4, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aConnectionIsOwedWhatWasAskedForRightAfterItOpened() {
        assertThat(check(new Histories().commits("x", "x", "x").open("a", 19, 3)).lost())
                .isEqualTo(1);
    }

    @Test
    void olderChangesThatComeAgainToALateJoinerAreNotOutOfOrder() {
        assertThat(check(new Histories().commits("x", "x", "x").open("a", 25, 2, 1, 2, 3)))
                .isEqualTo(verdict(4, 1, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void whatTheShardHasAfterAnOwedChangeIsOwedWhateverItsWriterKnows() {
        var history = new Histories().commits("x").commitsUnanswered("y").commits("x");

        assertThat(check(history.open("a", 5, 1, 3)).lost()).isEqualTo(1);
    }

    @Test
    void aConnectionThatHasEndedIsOwedNothingAfterTheLastChangeThatItReceived() {
        var history = new Histories().commits("x", "y", "x", "y").open("w", 0, 1, 2, 3, 4);

        assertThat(check(history.ended("cut", 0, 1, 2).ended("at once", 0)).promiseKept()).isTrue();
    }

    @Test
    void aGapBeforeTheEndOfAConnectionIsLost() {
        var history = new Histories().commits("x", "x", "x").open("w", 0, 1, 2, 3);

        Verdict verdict = check(history.ended("closed", 0, 1, 3));

        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.violations())
                .containsExactly(
                        "lost: closed (from 0 ms; ended) never received change 2 of x (write"
                            + " started at 20 ms, number 2 of 3), but received later changes of the"
                            + " shard");
    }

    @Test
    void aGapIsFoundByLaterChangesOfOtherItemsOfTheShard() {
        var history = new Histories().commits("x", "y").open("w", 0, 1, 2);

        assertThat(check(history.ended("behind", 0, 2)).lost()).isEqualTo(1);
    }

    @Test
    void changesOfAnotherShardSayNothingOfAGap() {
        var history = new Histories().commitsTo("1", "x").commitsTo("2", "y").open("w", 0, 1, 2);

        assertThat(check(history.ended("cut", 0, 2)).promiseKept()).isTrue();
    }

    @Test
    void anOpenConnectionWithoutARowIsALivePrunedOne() {
        Verdict verdict = check(new Histories().commits("x").open("a", 0, 1).withoutRow("id-a"));

        assertThat(verdict.livePruned()).isEqualTo(1);
        assertThat(verdict.withoutRow()).isEqualTo(1);
        assertThat(verdict.promiseKept()).isFalse();
        assertThat(verdict.violations())
                .containsExactly(
                        "live pruned: a (opened at 0 ms, after 3 ms; open) was without its row,"
                                + " id-a",
                        "without row: a (opened at 0 ms, after 3 ms; open) was open at the gateway"
                                + " without its row, id-a");
    }

    @Test
    void aConnectionThatIsOpenAtTheGatewayHasARowWhateverItsClientThinks() {
        var history = new Histories().commits("x").open("w", 0, 1).ended("cut", 0);
        history.gatewayTakesForOpen("cut").gatewayTakesForOpen("never-opened");

        Verdict verdict = check(history);

        assertThat(verdict.withoutRow()).isEqualTo(2);
        assertThat(verdict.livePruned()).isZero();
        assertThat(verdict.promiseKept()).isFalse();
        assertThat(verdict.violations())
                .contains(
                        "without row: never-opened was open at the gateway without its row,"
                                + " id-never-opened");
    }

    @Test
    void aConnectionThatWasFoundWithoutARowBeforeItEndedCountsOnce() {
        var history = new Histories().commits("x").open("a", 0, 1).ended("b", 0);
        history.foundWithoutRow("a").foundWithoutRow("b").withoutRow("id-a");

        assertThat(check(history).withoutRow()).isEqualTo(2);
    }

    @Test
    void aConnectionThatIsOpenLongAfterTheEndOfItsTokenIsOverdue() {
        var history = new Histories().commits("x");
        history.openWithTokenEnded("late", ConnectionCheck.LATEST_CLOSE_MS + 1, 1);
        history.openWithTokenEnded("soon", ConnectionCheck.LATEST_CLOSE_MS, 1);

        Verdict verdict = check(history);

        assertThat(verdict.overdue()).isEqualTo(1);
        assertThat(verdict.promiseKept()).isFalse();
        assertThat(verdict.violations())
                .containsExactly(
                        "overdue: late (opened at 3 ms, after 3 ms; open) is open though its token"
                                + " ended at 984,999 ms");
    }

    @Test
    void anEndedConnectionWithoutARowIsAsItShouldBe() {
        assertThat(check(new Histories().commits("x").open("w", 0, 1).ended("a", 0)).promiseKept())
                .isTrue();
    }

    @Test
    void aRowWithoutAConnectionIsAGhost() {
        Verdict verdict = check(new Histories().commits("x").open("a", 0, 1).row("id-b"));

        assertThat(verdict)
                .isEqualTo(
                        verdict(
                                1,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                1,
                                0,
                                "ghost: id-b has a row and isn't open"));
        assertThat(verdict.promiseKept()).isFalse();
    }

    @Test
    void aRowOfAConnectionThatOnlyTheGatewayTakesForOpenIsAGhost() {
        var history = new Histories().commits("x").open("w", 0, 1);
        history.ended("cut", 0).row("id-cut").gatewayTakesForOpen("cut");

        assertThat(check(history).ghosts()).isEqualTo(1);
    }

    @Test
    void aShardWhoseLastChangeReachedNobodyIsBlocked() {
        var history = new Histories().commitsTo("1", "x").commitsTo("2", "y").commitsTo("2", "y");

        Verdict verdict = check(history.ended("a", 0, 1, 2).ended("b", 0, 1));

        assertThat(verdict)
                .isEqualTo(
                        verdict(
                                3,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                1,
                                "blocked: nobody received the last of 2"));
        assertThat(verdict.promiseKept()).isFalse();
    }

    @Test
    void aClientThatResumesGetsTheLogFromItsPositionOn() {
        var history = new Histories().commits("x", "y", "x", "y");
        history.follows("a", 0, 0, 1, 2, 3, 4).follows("b", 2, 25, 3, 4).followed("c", 1, 15, 2);

        assertThat(check(history)).isEqualTo(verdict(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aNumberThatAClientSkippedIsLost(int skipped) {
        int[] applied = IntStream.rangeClosed(1, 4).filter(change -> change != skipped).toArray();
        // Owed nothing for its time, so that only the numbers tell.
        var history = new Histories().commits("x", "y", "x", "y").ended("w", 0, 1, 2, 3, 4);

        Verdict verdict = check(history.follows("a", 0, 1_000, applied));

        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.violations())
                .containsExactly(
                        "lost: a (from 1,000 ms, e1.0.v; open) applied number %d right after number %d"
                                .formatted(skipped + 1, skipped - 1));
    }

    @Test
    void theTailThatAConnectedClientNeverGotIsLost() {
        var history = new Histories().commits("x", "y", "x").open("w", 0, 1, 2, 3);

        assertThat(check(history.follows("a", 0, 0, 1, 2)).lost()).isEqualTo(1);
    }

    @Test
    void theTailThatAClientNeverGotBecauseItWentIsNotLost() {
        var history = new Histories().commits("x", "y", "x").open("w", 0, 1, 2, 3);

        assertThat(check(history.followed("a", 0, 0, 1, 2)).promiseKept()).isTrue();
    }

    @Test
    void aChangeThatAClientAppliedTwiceIsDoubled() {
        var history = new Histories().commits("x", "y", "x").open("w", 0, 1, 2, 3);

        Verdict verdict = check(history.follows("a", 0, 0, 1, 2, 1, 2, 3));

        // Each under an old number, and each for a second time.
        assertThat(verdict.doubled()).isEqualTo(4);
        assertThat(verdict.repeated()).isZero();
        assertThat(verdict.promiseKept()).isFalse();
    }

    @Test
    void aChangeWithTwoNumbersIsDoubled() {
        var history = new Histories().commits("x", "y");
        history.followsAs("a", new SentAs(1, 1), new SentAs(2, 2), new SentAs(3, 1));

        Verdict verdict = check(history);

        assertThat(verdict.doubled()).isEqualTo(2);
        assertThat(verdict.violations())
                .contains("doubled: change 1 has the numbers 1 and 3 of epoch e1");
    }

    @Test
    void aNumberThatIsNotTheSameChangeForAllIsOutOfOrder() {
        var history = new Histories().commitsTo("1", "x").commitsTo("2", "y");
        history.followsAs("a", new SentAs(1, 1), new SentAs(2, 2));
        history.followsAs("b", new SentAs(1, 2), new SentAs(2, 1));

        Verdict verdict = check(history);

        assertThat(verdict.outOfOrder()).isPositive();
        assertThat(verdict.violations())
                .contains(
                        "out of order: number 1 of epoch e1 is change 1 for some and 2 for others");
    }

    @Test
    void aShardInAnotherOrderThanItsOwnIsOutOfOrderEvenIfAllAgree() {
        var history = new Histories().commits("x", "y");
        history.followsAs("a", new SentAs(1, 2), new SentAs(2, 1));
        history.followsAs("b", new SentAs(1, 2), new SentAs(2, 1));

        assertThat(check(history).outOfOrder()).isEqualTo(1);
    }

    @Test
    void twoShardsMayHaveAnyOrderInTheLogThatIsTheSameForAll() {
        var history = new Histories().commitsTo("1", "x").commitsTo("2", "y");
        history.followsAs("a", new SentAs(1, 2), new SentAs(2, 1));

        assertThat(check(history).promiseKept()).isTrue();
    }

    @Test
    void aChangeOfAnotherEpochWithoutAResetIsOutOfOrder() {
        var history = new Histories().commits("x", "y");
        history.followsAs("a", new SentAs(1, 1), new SentAs("e2", 2, 2));

        assertThat(check(history).outOfOrder()).isEqualTo(1);
    }

    @Test
    void startingOverIsALossIfNoBatchWasGivenUp() {
        var history = new Histories().commits("x", "y", "x").open("w", 0, 1, 2, 3);
        history.followsReset("a", new int[] {1}, 2, 25, 3);

        Verdict verdict = check(history);

        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.violations())
                .containsExactly(
                        "lost: a (from 25 ms, e1.2.v; open) was reset (epoch) though"
                                + " no batch was given up");
    }

    @Test
    void aBatchThatWasGivenUpAllowsForStartingOver() {
        var history = new Histories().commits("x", "y", "x").open("w", 0, 1, 2, 3);
        history.followsReset("a", new int[] {1}, 2, 25, 3).givesUp();

        assertThat(check(history).promiseKept()).isTrue();
    }

    @Test
    void whoStartedOverIsOwedEverythingFromThenOn() {
        var history = new Histories().commits("x", "y", "x").open("w", 0, 1, 2, 3);
        history.followsReset("a", new int[] {1}, 2, 25).givesUp();

        assertThat(check(history).lost()).isEqualTo(1);
    }

    @Test
    void aBatchThatWasGivenUpExcusesNoGapOfAClientThatWasNotReset() {
        var history = new Histories().commits("x", "y", "x").open("w", 0, 1, 2, 3);

        assertThat(check(history.follows("a", 0, 0, 1, 3).givesUp()).lost()).isEqualTo(2);
    }

    @Test
    void aChangeThatIsCommittedTwiceIsAMistakeOfTheWriters() {
        var commit = Histories.commit("shard", "x", 7, 10, 11);
        var history = new Histories().commits(commit).commits(commit);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(history))
                .withMessage(
                        "change 7 of x is committed twice; each change takes a number of its own");
    }

    @Test
    void countsGoOnWhereTheLinesAboutThemEnd() {
        var history = new Histories();
        IntStream.range(0, 200).forEach(i -> history.commits("x"));

        Verdict verdict = check(history.open("a", 0, 200));

        assertThat(verdict.lost()).isEqualTo(199);
        assertThat(verdict.violations()).hasSize(50);
    }

    private static Verdict verdict(
            long deliveries,
            long repeated,
            int lost,
            int outOfOrder,
            int doubled,
            int livePruned,
            int withoutRow,
            int overdue,
            int ghosts,
            int blocked,
            String... violations) {
        return new Verdict(
                deliveries,
                repeated,
                lost,
                outOfOrder,
                doubled,
                livePruned,
                withoutRow,
                overdue,
                ghosts,
                blocked,
                0,
                0,
                List.of(violations));
    }

    private static Verdict check(Histories history) {
        return Checker.check(history.history());
    }
}
