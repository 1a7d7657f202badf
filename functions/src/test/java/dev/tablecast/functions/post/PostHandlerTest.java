package dev.tablecast.functions.post;

import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.post.ConnectionsApi.Reply;
import dev.tablecast.functions.settings.InvalidSettingsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PostHandlerTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_000_000);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final FakeApi api = new FakeApi();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final MovingClock clock = new MovingClock();
    private final PostHandler handler = handler(api);

    @Test
    void everyConnectionGetsEveryMessageInOrder() {
        JsonNode answer = invoke(handler, request("'a','b','c'", row("1", 0), row("2", 0)));

        assertThat(api.received("1")).containsExactly("a", "b", "c");
        assertThat(api.received("2")).containsExactly("a", "b", "c");
        assertThat(answer)
                .isEqualTo(
                        json(
                                "{'counts':{'targeted':2,'delivered':2,'gone':0,'notOpenYet':0,'retried':0,"
                                    + "'expired':0,'closed':0,'refused':0},'ended':[],'busy':[]}"));
    }

    @Test
    void aGoneConnectionOlderThanTheGracePeriodHasEnded() {
        api.answers("1", Reply.GONE);

        JsonNode answer = invoke(handler, request("'a','b'", row("1", 990_000), row("2", 0)));

        assertThat(answer.get("ended"))
                .isEqualTo(json("{'_':[" + row("1", 990_000) + "]}").get("_"));
        assertThat(answer.at("/counts/gone").intValue()).isEqualTo(1);
        assertThat(api.received("2")).containsExactly("a", "b");
    }

    @Test
    void aGoneConnectionYoungerThanTheGracePeriodIsLeftAlone() {
        api.answers("1", Reply.GONE, Reply.GONE, Reply.GONE);

        JsonNode answer = invoke(handler, request("'a'", row("1", 990_001)));

        assertThat(answer.get("ended")).isEmpty();
        assertThat(answer.get("busy")).isEmpty();
        assertThat(answer.at("/counts/notOpenYet").intValue()).isEqualTo(1);
    }

    @Test
    void aConnectionThatOpensWhileItIsTriedMissesNothing() {
        api.answers("1", Reply.GONE, Reply.GONE, Reply.OK);

        JsonNode answer = invoke(handler, request("'a','b'", row("1", 990_001)));

        assertThat(api.received("1")).containsExactly("a", "b");
        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(1);
        assertThat(waits).hasSize(2);
    }

    @Test
    void aBusyConnectionIsTriedAgainWithJitterInsideTheFunction() {
        api.answers("1", Reply.BUSY, Reply.BUSY, Reply.OK);

        JsonNode answer = invoke(handler, request("'a','b'", row("1", 0)));

        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(1);
        assertThat(api.received("1")).containsExactly("a", "b");
        assertThat(waits).hasSize(2);
        assertThat(waits.get(0)).isLessThanOrEqualTo(Duration.ofMillis(100));
        assertThat(waits.get(1)).isLessThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aConnectionThatStaysBusyIsHandedBackFromTheMessageItLacks() {
        api.answers("1", Reply.OK, Reply.BUSY, Reply.BUSY, Reply.BUSY);

        JsonNode answer = invoke(handler, request("'a','b','c'", row("1", 0)));

        assertThat(answer.get("busy"))
                .isEqualTo(
                        json("{'_':[{'ConnectionId':{'S':'1'},'ConnectedAt':{'N':'0'},'from':1}]}")
                                .get("_"));
        assertThat(answer.at("/counts/retried").intValue()).isEqualTo(1);
    }

    @Test
    void aSecondAttemptGoesOnFromTheMissingMessageAndAddsToTheCounts() {
        JsonNode answer =
                invoke(
                        handler,
                        json(
                                "{'connections':[{'ConnectionId':{'S':'1'},"
                                        + "'ConnectedAt':{'N':'0'},'from':1}],"
                                        + "'messages':['a','b','c'],'attempt':2,'attempts':3,"
                                        + "'chunk':0,'counts':[{'targeted':100,'delivered':99,"
                                        + "'retried':1}]}"));

        assertThat(api.received("1")).containsExactly("b", "c");
        assertThat(answer.at("/counts/targeted").intValue()).isEqualTo(100);
        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(100);
        assertThat(answer.at("/counts/retried").intValue()).isEqualTo(1);
    }

    @Test
    void theFirstChunkOfARoundCarriesWhatAllRoundsBeforeCameTo() {
        String earlier = "[{'targeted':3,'delivered':3},{'targeted':2,'gone':2}]";

        JsonNode first = invoke(handler, chunk(0, earlier));
        JsonNode second = invoke(handler, chunk(1, earlier));

        assertThat(first.at("/counts/targeted").intValue()).isEqualTo(6);
        assertThat(first.at("/counts/delivered").intValue()).isEqualTo(4);
        assertThat(first.at("/counts/gone").intValue()).isEqualTo(2);
        assertThat(second.at("/counts/targeted").intValue()).isEqualTo(1);
    }

    @Test
    void aConnectionStillBusyAfterTheLastAttemptIsClosed() {
        api.answers("1", Reply.BUSY, Reply.BUSY, Reply.BUSY);

        JsonNode answer = invoke(handler, lastAttempt(row("1", 0), row("2", 0)));

        assertThat(api.closed).containsExactly("1");
        assertThat(answer.get("busy")).isEmpty();
        assertThat(answer.at("/ended/0/ConnectionId/S").textValue()).isEqualTo("1");
        assertThat(answer.at("/counts/closed").intValue()).isEqualTo(1);
        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(1);
    }

    @Test
    void aConnectionThatCanNeitherBeServedNorClosedFailsTheChunk() {
        api.answers("1", Reply.BUSY, Reply.BUSY, Reply.BUSY);
        api.answersToDelete = Reply.BUSY;

        assertThatThrownBy(() -> invoke(handler, lastAttempt(row("1", 0))))
                .isInstanceOf(ConnectionNotClosedException.class)
                .hasMessageStartingWith("1 connections are behind");
    }

    @Test
    void aConnectionWhoseTokenHasEndedIsClosedAndGetsNothing() {
        JsonNode answer =
                invoke(handler, request("'a'", expiring("1", 1_000), expiring("2", 1_001)));

        assertThat(api.closed).containsExactly("1");
        assertThat(api.received("1")).isEmpty();
        assertThat(api.received("2")).containsExactly("a");
        assertThat(answer.at("/ended/0/ConnectionId/S").textValue()).isEqualTo("1");
        assertThat(answer.at("/counts/expired").intValue()).isEqualTo(1);
        assertThat(answer.at("/counts/closed").intValue()).isZero();
        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(1);
    }

    @Test
    void anExpiredConnectionThatIsGoneAlreadyHasEnded() {
        api.answersToDelete = Reply.GONE;

        JsonNode answer = invoke(handler, request("'a'", expiring("1", 1_000)));

        assertThat(answer.get("ended")).hasSize(1);
        assertThat(answer.at("/counts/gone").intValue()).isEqualTo(1);
    }

    @Test
    void aConnectionThatIsToBeClosedBeforeItIsOpenKeepsItsRow() {
        api.answersToDelete = Reply.GONE;

        JsonNode answer =
                invoke(
                        handler,
                        json(
                                "{'connections':[%s],'messages':[],'closing':[1000000]}"
                                        .formatted(row("1", 990_001))));

        assertThat(answer.get("ended")).isEmpty();
        assertThat(answer.at("/counts/notOpenYet").intValue()).isEqualTo(1);
    }

    @Test
    void aBusyConnectionKeepsItsEnd() {
        api.answers("1", Reply.BUSY, Reply.BUSY, Reply.BUSY);

        JsonNode answer = invoke(handler, request("'a'", expiring("1", 7_200)));

        assertThat(answer.at("/busy/0/TokenExpiresAt/N").textValue()).isEqualTo("7200");
    }

    @Test
    void aRefusedConnectionIsCountedAndClosedAndNotTriedAgain() {
        api.answers("1", Reply.REFUSED);

        JsonNode answer = invoke(handler, request("'a','b'", row("1", 0)));

        assertThat(answer.at("/counts/refused").intValue()).isEqualTo(1);
        assertThat(answer.get("busy")).isEmpty();
        assertThat(answer.at("/ended/0/ConnectionId/S").textValue()).isEqualTo("1");
        assertThat(api.received("1")).isEmpty();
        assertThat(api.closed).containsExactly("1");
    }

    @Test
    void aConnectionThatMayNotEvenBeClosedKeepsItsRow() {
        api.answers("1", Reply.REFUSED);
        api.answersToDelete = Reply.REFUSED;

        JsonNode answer = invoke(handler, request("'a'", row("1", 0)));

        assertThat(answer.at("/counts/refused").intValue()).isEqualTo(1);
        assertThat(answer.get("busy")).isEmpty();
        assertThat(answer.get("ended")).isEmpty();
    }

    @Test
    void aRefusedConnectionThatIsTooBusyToBeClosedGetsNothingMore() {
        api.answers("1", Reply.OK, Reply.REFUSED);
        api.answersToDelete = Reply.BUSY;

        JsonNode refused = invoke(handler, request("'a','b','c'", row("1", 0)));
        api.answersToDelete = Reply.OK;
        JsonNode closed = invoke(handler, again("'a','b','c'", refused.get("busy")));

        assertThat(refused.at("/busy/0/Behind/BOOL").booleanValue()).isTrue();
        assertThat(closed.at("/counts/closed").intValue()).isEqualTo(1);
        assertThat(api.received("1")).containsExactly("a");
    }

    @Test
    void aConnectionThatIsBehindIsClosedAndGetsNothing() {
        JsonNode answer =
                invoke(
                        handler,
                        request(
                                "'a'",
                                "{'ConnectionId':{'S':'1'},'ConnectedAt':{'N':'0'},"
                                        + "'Behind':{'BOOL':true}}"));

        assertThat(api.closed).containsExactly("1");
        assertThat(api.received("1")).isEmpty();
        assertThat(answer.at("/ended/0/ConnectionId/S").textValue()).isEqualTo("1");
        assertThat(answer.at("/counts/closed").intValue()).isEqualTo(1);
    }

    @Test
    void whoeverConnectedBeforeATimeIsClosedAndTheOthersAreLeftAlone() {
        JsonNode answer =
                invoke(
                        handler,
                        json(
                                "{'connections':[%s,%s],'messages':[],'closing':[1795341607717]}"
                                        .formatted(
                                                row("1", 1_795_341_607_716L),
                                                row("2", 1_795_341_607_717L))));

        assertThat(api.closed).containsExactly("1");
        assertThat(answer.at("/ended/0/ConnectionId/S").textValue()).isEqualTo("1");
        assertThat(answer.at("/counts/closed").intValue()).isEqualTo(1);
    }

    @Test
    void whatIsNotDeliveredInHalfTheTimeIsBusyFromTheMessageItLacks() {
        clock.now = () -> NOW.plusSeconds(api.received("1").size() * 8L);

        JsonNode answer = invoke(handler, request("'a','b','c'", row("1", 0)));

        assertThat(api.received("1")).containsExactly("a", "b");
        assertThat(answer.at("/busy/0/from").intValue()).isEqualTo(2);
    }

    @Test
    void whatIsNotClosedInFourFifthsOfTheTimeFailsTheChunk() {
        clock.now = () -> waits.isEmpty() ? NOW : NOW.plusSeconds(25);
        api.answers("1", Reply.BUSY, Reply.BUSY);

        assertThatThrownBy(() -> invoke(handler, lastAttempt(row("1", 0))))
                .isInstanceOf(ConnectionNotClosedException.class);
        assertThat(api.closed).isEmpty();
    }

    @Test
    void aSlowConnectionDelaysNoOther() throws InterruptedException {
        var othersAreServed = new CountDownLatch(99);
        ConnectionsApi slow =
                new FakeApi() {
                    @Override
                    public Reply post(String connectionId, String text) {
                        if (connectionId.equals("0")) {
                            await(othersAreServed);
                        } else {
                            othersAreServed.countDown();
                        }
                        return super.post(connectionId, text);
                    }
                };
        var rows = new String[100];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(Integer.toString(i), 0);
        }

        JsonNode answer = invoke(handler(slow), request("'a'", rows));

        assertThat(othersAreServed.await(0, TimeUnit.SECONDS)).isTrue();
        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(100);
    }

    @Test
    void aRowWithoutATimeIsAnOldOne() {
        api.answers("1", Reply.GONE);

        JsonNode answer = invoke(handler, request("'a'", "{'ConnectionId':{'S':'1'}}"));

        assertThat(answer.at("/counts/gone").intValue()).isEqualTo(1);
    }

    @Test
    void aRequestThatIsNotOneIsRefusedByField() {
        assertThatThrownBy(() -> invoke(handler, json("{'connections':[{}],'messages':[]}")))
                .hasMessage("connections[0].ConnectionId is missing");
        assertThatThrownBy(() -> invoke(handler, json("{'connections':[],'messages':[1]}")))
                .hasMessage("messages[0] must be a string");
        assertThatThrownBy(
                        () ->
                                invoke(
                                        handler,
                                        request(
                                                "'a'",
                                                "{'ConnectionId':{'S':'1'},'ConnectedAt':{'N':'x'}}")))
                .hasMessage("connections[0].ConnectedAt.N must be a whole number");
    }

    @Test
    void everyWrongSettingIsNamedAtOnce() {
        assertThatThrownBy(
                        () ->
                                new PostHandler(
                                        Map.of(
                                                "CONNECTIONS_ENDPOINT",
                                                "wss://example.com/live",
                                                "PRUNE_GRACE_SECONDS",
                                                "-1")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("CONNECTIONS_ENDPOINT is \"wss://example.com/live\"")
                .hasMessageContaining("PRUNE_GRACE_SECONDS is \"-1\"");
    }

    private PostHandler handler(ConnectionsApi connections) {
        RandomGenerator random = new Random(7);
        var backoff = new Backoff(Duration.ofMillis(100), random, waits::add);
        return new PostHandler(
                new ChunkPoster(new Poster(connections, clock, GRACE, backoff), 128), clock);
    }

    private static JsonNode chunk(int index, String counts) {
        return json(
                "{'connections':[%s],'messages':['a'],'attempt':1,'attempts':3,'chunk':%d,'counts':%s}"
                        .formatted(row("1", 0), index, counts));
    }

    private static JsonNode again(String messages, JsonNode busy) {
        return json(
                "{'connections':%s,'messages':[%s],'attempt':2,'attempts':3}"
                        .formatted(busy.toString().replace('"', '\''), messages));
    }

    private static JsonNode request(String messages, String... rows) {
        return json(
                "{'connections':[%s],'messages':[%s],'attempt':1,'attempts':3,'counts':[]}"
                        .formatted(String.join(",", rows), messages));
    }

    private static JsonNode lastAttempt(String... rows) {
        return json(
                "{'connections':[%s],'messages':['a'],'attempt':3,'attempts':3,'counts':[]}"
                        .formatted(String.join(",", rows)));
    }

    private static String expiring(String id, long tokenExpiresAt) {
        return "{'ConnectionId':{'S':'%s'},'ConnectedAt':{'N':'0'},'TokenExpiresAt':{'N':'%d'}}"
                .formatted(id, tokenExpiresAt);
    }

    private static String row(String id, long connectedAt) {
        return "{'ConnectionId':{'S':'%s'},'ConnectedAt':{'N':'%d'}}".formatted(id, connectedAt);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells whatever time the test has. */
    private static final class MovingClock implements InstantSource {
        volatile Supplier<Instant> now = () -> NOW;

        @Override
        public Instant instant() {
            return now.get();
        }
    }

    /** Answers OK, but where it was told otherwise. */
    private static class FakeApi implements ConnectionsApi {
        private final Map<String, Queue<Reply>> answers = new ConcurrentHashMap<>();
        private final Map<String, List<String>> received = new ConcurrentHashMap<>();
        final List<String> closed = new CopyOnWriteArrayList<>();
        Reply answersToDelete = Reply.OK;

        void answers(String connectionId, Reply... replies) {
            answers.put(connectionId, new ConcurrentLinkedQueue<>(List.of(replies)));
        }

        List<String> received(String connectionId) {
            return received.getOrDefault(connectionId, List.of());
        }

        @Override
        public Reply post(String connectionId, String text) {
            Queue<Reply> planned = answers.get(connectionId);
            Reply plannedReply = planned == null ? null : planned.poll();
            Reply reply = plannedReply == null ? Reply.OK : plannedReply;
            if (reply == Reply.OK) {
                received.computeIfAbsent(connectionId, id -> new CopyOnWriteArrayList<>())
                        .add(text);
            }
            return reply;
        }

        @Override
        public Reply delete(String connectionId) {
            if (answersToDelete == Reply.OK) {
                closed.add(connectionId);
            }
            return answersToDelete;
        }
    }
}
