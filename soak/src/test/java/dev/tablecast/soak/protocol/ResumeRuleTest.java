package dev.tablecast.soak.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.soak.protocol.ResumeRule.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeRuleTest {
    private static final Step WAIT = new Step.Wait();

    private final List<String> page = new ArrayList<>();
    private final SentChanges sent = new SentChanges();
    private final ResumeRule rule =
            new ResumeRule(
                    "a",
                    new ResumeRule.Page() {
                        @Override
                        public void started(Position at) {
                            page.add("started " + at);
                        }

                        @Override
                        public void reset(String reason, Position at) {
                            page.add("reset " + reason + " " + at);
                        }

                        @Override
                        public void applied(SentChange change) {
                            page.add("applied " + change.number());
                        }

                        @Override
                        public void repeated(SentChange change) {
                            page.add("repeated " + change.number());
                        }

                        @Override
                        public void live(Position at) {
                            page.add("live " + at);
                        }
                    });

    @Test
    void aNewPageStartsWhereTheServerSays() {
        assertThat(rule.opened()).isEqualTo(new Step.Subscribe(1, Optional.empty()));
        rule.received(subscribed(1, 10));
        rule.received(live(1, 10));
        rule.received(changes(11, 12));

        assertThat(page)
                .containsExactly("started e1.10.v", "live e1.10.v", "applied 11", "applied 12");
    }

    @Test
    void whatComesBeforeLiveIsHeldAndWhatIsKnownDropped() {
        rule.opened();
        rule.received(changes(9, 10));
        rule.received(subscribed(1, 10));
        rule.received(changes(10, 11));
        assertThat(page).containsExactly("started e1.10.v");

        rule.received(live(1, 10));
        assertThat(page.subList(2, page.size()))
                .containsExactly("repeated 9", "repeated 10", "repeated 10", "applied 11");
    }

    @Test
    void aNewConnectionResumesFromThePosition() {
        start(10);
        rule.received(changes(11, 11));

        assertThat(rule.opened()).isEqualTo(new Step.Subscribe(2, Optional.of(at("e1", 11))));
        rule.received(changes(13, 13));
        rule.received(subscribed(2, 11));
        rule.received(replay(12, 12));
        rule.received(replay(13, 13));
        rule.received(live(2, 13));
        rule.received(changes(14, 14));

        assertThat(page.subList(2, page.size()))
                .containsExactly(
                        "applied 11",
                        "applied 12",
                        "applied 13",
                        "live e1.13.v",
                        "repeated 13",
                        "applied 14");
    }

    @Test
    void aGapLeadsToTheMissingOnesBeforeTheOthers() {
        start(10);

        assertThat(rule.received(changes(12, 13)))
                .isEqualTo(new Step.Subscribe(2, Optional.of(at("e1", 10))));
        rule.received(changes(14, 14));
        rule.received(subscribed(2, 10));
        rule.received(replay(11, 13));
        assertThat(rule.received(live(2, 13))).isEqualTo(WAIT);

        assertThat(page.stream().filter(line -> line.startsWith("applied")))
                .containsExactly("applied 11", "applied 12", "applied 13", "applied 14");
    }

    @Test
    void aGapAmongTheHeldOnesIsFoundAfterLive() {
        rule.opened();
        rule.received(subscribed(1, 10));
        rule.received(changes(11, 11));
        rule.received(changes(13, 13));

        assertThat(rule.received(live(1, 10)))
                .isEqualTo(new Step.Subscribe(2, Optional.of(at("e1", 11))));
        rule.received(subscribed(2, 11));
        rule.received(replay(12, 12));
        rule.received(live(2, 12));
        assertThat(page).endsWith("applied 12", "live e1.12.v", "applied 13");
    }

    @Test
    void aReplayThatLacksAFrameIsAskedForAgainAtItsEnd() {
        start(10);
        rule.opened();
        rule.received(subscribed(2, 10));
        rule.received(replay(12, 12));

        assertThat(rule.received(live(2, 12)))
                .isEqualTo(new Step.Subscribe(3, Optional.of(at("e1", 10))));
        assertThat(page).doesNotContain("applied 12");
    }

    @Test
    void eachStepOfAReplayIsFollowedByTheNext() {
        start(0);
        rule.opened();
        rule.received(subscribed(2, 0));
        rule.received(replay(1, 3));

        assertThat(rule.received(new Message.More("a", 2, at("e1", 3))))
                .isEqualTo(new Step.Subscribe(3, Optional.of(at("e1", 3))));
        assertThat(rule.received(new Message.More("a", 2, at("e1", 3))))
                .as("the same once more")
                .isEqualTo(WAIT);
    }

    @Test
    void anAnswerToAnEarlierSubscriptionIsIgnored() {
        start(10);
        rule.opened();
        rule.opened();

        assertThat(rule.received(live(2, 40))).isEqualTo(WAIT);
        rule.received(changes(11, 11));
        assertThat(page).doesNotContain("applied 11");
    }

    @Test
    void aResetStartsOverAndItsRepetitionDoesNot() {
        start(10);
        var reset = new Message.Reset("a", 1, "epoch", at("e2", 1));
        rule.received(reset);
        rule.received(changesOf("e2", 2, 2));
        rule.received(reset);
        rule.received(changesOf("e2", 3, 3));
        rule.received(changes(11, 11));

        assertThat(page.subList(2, page.size()))
                .containsExactly("reset epoch e2.1.v", "applied 2", "applied 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "limit", "view"})
    void aResetThatAnswersMayGoBackInTheSameEpoch(String reason) {
        start(10);
        rule.opened();
        rule.received(new Message.Reset("a", 2, reason, at("e1", 4)));
        rule.received(live(2, 4));
        rule.received(changes(5, 5));

        assertThat(page).endsWith("reset " + reason + " e1.4.v", "live e1.4.v", "applied 5");
    }

    @Test
    void changesOfALaterEpochWithoutItsResetLeadToAnotherSubscription() {
        start(10);

        assertThat(rule.received(changesOf("e2", 2, 2)))
                .isEqualTo(new Step.Subscribe(2, Optional.of(at("e1", 10))));
        rule.received(subscribedAt(2, "e2", 2));
        rule.received(new Message.Reset("a", 2, "epoch", at("e2", 2)));
        rule.received(new Message.Live("a", 2, at("e2", 2)));
        assertThat(page).endsWith("reset epoch e2.2.v", "live e2.2.v", "repeated 2");
    }

    @Test
    void aRefusalIsTriedAgainLaterAndSoIsSilence() {
        rule.opened();

        assertThat(rule.received(new Message.Refused("rate"))).isEqualTo(new Step.TryLater(1));
        assertThat(rule.overdue(1)).isEqualTo(new Step.Subscribe(2, Optional.empty()));
        assertThat(rule.overdue(1)).as("of the one before").isEqualTo(WAIT);
    }

    @Test
    void nothingIsOverdueOnceItIsLive() {
        start(10);

        assertThat(rule.overdue(1)).isEqualTo(WAIT);
        assertThat(rule.received(new Message.Refused("Internal server error"))).isEqualTo(WAIT);
    }

    @Test
    void whoHadTooManyMessagesToHoldSubscribesAgain() {
        rule.opened();
        rule.received(new Message.Subscribed("a", 1, at("e1", 0), false));
        for (int number = 1; number <= ResumeRule.MOST_HELD + 1; number++) {
            rule.received(changes(number, number));
        }

        assertThat(rule.received(live(1, 0)))
                .isEqualTo(new Step.Subscribe(2, Optional.of(at("e1", 0))));
    }

    private void start(long number) {
        rule.opened();
        rule.received(subscribed(1, number));
        rule.received(live(1, number));
    }

    private static Position at(String epoch, long number) {
        return new Position(epoch, number, "v");
    }

    private static Message subscribed(long rev, long number) {
        return subscribedAt(rev, "e1", number);
    }

    private static Message subscribedAt(long rev, String epoch, long number) {
        return new Message.Subscribed("a", rev, at(epoch, number), true);
    }

    private static Message live(long rev, long number) {
        return new Message.Live("a", rev, at("e1", number));
    }

    private Message changes(long from, long to) {
        return changesOf("e1", from, to);
    }

    private Message changesOf(String epoch, long from, long to) {
        return changes(epoch, from, to, false);
    }

    private Message replay(long from, long to) {
        return changes("e1", from, to, true);
    }

    private Message changes(String epoch, long from, long to, boolean replay) {
        return new Message.Changes(
                List.of("a"),
                epoch,
                from,
                to,
                replay,
                LongStream.rangeClosed(from, to)
                        .mapToObj(number -> sent.change(epoch, number, (int) number))
                        .toList());
    }
}
