package dev.tablecast.functions.discarded;

import static dev.tablecast.functions.Invocation.event;
import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.TestContext;
import dev.tablecast.functions.feed.FeedParts;
import dev.tablecast.functions.feed.LogParts;
import dev.tablecast.functions.log.BroadcastFailedException;
import dev.tablecast.functions.log.Head;
import dev.tablecast.functions.log.LogFixture;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.settings.InvalidSettingsException;
import dev.tablecast.functions.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DiscardedBatchHandlerTest {
    /** The time at which the newest of the event's messages was sent. */
    private static final Instant SENT = Instant.ofEpochMilli(1_795_341_607_717L);

    private Instant now = SENT.plusSeconds(1);

    private final LogFixture log = new LogFixture(() -> now);
    private final AtomicInteger owners = new AtomicInteger();
    private final List<JsonNode> inputs = new ArrayList<>();
    private final TestContext context = new TestContext();
    private Workflow.Outcome outcome =
            new Workflow.Outcome.Succeeded(Map.of("targeted", 8L, "delivered", 7L, "gone", 1L));

    @Test
    void anEpochBeginsWhoseResetIsBroadcast() {
        Head before = log.head();
        log.appendAny(3);

        invoke(handler(), event("discarded"), context);

        Head after = log.head();
        assertThat(after.epoch()).isGreaterThan(before.epoch());
        assertThat(after.generation()).isEqualTo(before.generation());
        assertThat(inputs)
                .containsExactly(
                        json(
                                "{'feed':'Items','epoch':'%s','from':1,'to':1}"
                                        .formatted(after.epoch())));
        var entry = log.reader().read(after.epoch(), 1, 1).getFirst();
        assertThat(entry.get(1)).isEqualTo(new LogRecord.Reset("", LogRecord.Reason.EPOCH));
        assertThat(after.hasDebt()).isFalse();
        assertThat(after.lease()).isEmpty();
    }

    @Test
    void aFeedWithoutALogGetsOneWhoseResetIsBroadcast() {
        invoke(handler(), event("discarded"), context);

        assertThat(inputs).hasSize(1);
        assertThat(log.head().hasDebt()).isFalse();
    }

    @Test
    void theMetricsSayHowMuchWasGivenUpAndWhatTheResetCameTo() {
        invoke(handler(), event("discarded"), context);

        JsonNode line = json(context.lines().getFirst());
        assertThat(line.get("DiscardedBatches").intValue()).isEqualTo(2);
        assertThat(line.get("DiscardedRecords").intValue()).isEqualTo(3);
        JsonNode round = json(context.lines().get(1));
        assertThat(round.get("Resets").intValue()).isEqualTo(1);
        assertThat(round.get("Delivered").intValue()).isEqualTo(7);
        assertThat(round.get("FailedBroadcasts").intValue()).isZero();
    }

    @Test
    void aBroadcastThatFailedKeepsTheMessagesInTheQueueAndTheNextTryReachesEveryone() {
        outcome = new Workflow.Outcome.Failed("arn:execution", "States.Timeout");

        assertThatThrownBy(() -> invoke(handler(), event("discarded"), context))
                .isInstanceOf(BroadcastFailedException.class)
                .hasMessage("execution arn:execution ended with States.Timeout");
        assertThat(log.head().hasDebt()).isTrue();
        assertThat(json(context.lines().getLast()).get("FailedBroadcasts").intValue()).isEqualTo(1);

        outcome = new Workflow.Outcome.Succeeded(Map.of());
        invoke(handler(), event("discarded"), context);
        assertThat(log.head().hasDebt()).isFalse();
        assertThat(inputs.getLast().get("epoch").textValue()).isEqualTo(log.head().epoch());
    }

    @Test
    void aMessageThatComesAgainBeginsNoOtherEpochWhereOneHasBegunSince() {
        now = SENT.plusSeconds(30);
        invoke(handler(), event("discarded"), context);
        String epoch = log.head().epoch();

        now = SENT.plusSeconds(60);
        invoke(handler(), event("discarded"), context);

        assertThat(log.head().epoch()).isEqualTo(epoch);
        assertThat(inputs).hasSize(1);
    }

    @Test
    void everySettingIsNamedAtOnce() {
        assertThatThrownBy(() -> new DiscardedBatchHandler(Map.of("REPLAY_HOURS", "0")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("STATE_MACHINE_ARN is not set")
                .hasMessageContaining("CHANGE_LOG_TABLE is not set")
                .hasMessageContaining("FEED is not set")
                .hasMessageContaining("REPLAY_HOURS is \"0\"");
    }

    private DiscardedBatchHandler handler() {
        var parts = new LogParts(log.log(), log.reader(), log.epochs(), () -> now, log.pause());
        return new DiscardedBatchHandler(
                new FeedParts(
                        LogFixture.FEED,
                        parts,
                        input -> {
                            inputs.add(json(input));
                            return outcome;
                        },
                        (renewal, call) -> call.run(),
                        () -> "owner-" + owners.incrementAndGet()),
                () -> now,
                LoggerFactory.getLogger(DiscardedBatchHandlerTest.class));
    }
}
