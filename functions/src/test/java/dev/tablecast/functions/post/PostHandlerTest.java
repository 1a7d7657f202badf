package dev.tablecast.functions.post;

import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.functions.TestContext;
import dev.tablecast.functions.settings.InvalidSettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostHandlerTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_000_000);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final FakeApi api = new FakeApi();
    private final FakeTime time = new FakeTime(NOW);
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
                                    + "'expired':0,'closed':0,'refused':0,'notClosed':0},'ended':[],'busy':[],"
                                    + "'behind':[]}"));
    }

    @Test
    void aGoneConnectionOlderThanTheGracePeriodHasEnded() {
        api.answers("1", FakeApi.GONE);

        JsonNode answer = invoke(handler, request("'a','b'", row("1", 990_000), row("2", 0)));

        assertThat(answer.get("ended"))
                .isEqualTo(json("{'_':[" + row("1", 990_000) + "]}").get("_"));
        assertThat(answer.at("/counts/gone").intValue()).isEqualTo(1);
        assertThat(api.received("2")).containsExactly("a", "b");
    }

    @Test
    void aGoneConnectionYoungerThanTheGracePeriodIsLeftAlone() {
        api.answers("1", FakeApi.GONE, FakeApi.GONE, FakeApi.GONE);

        JsonNode answer = invoke(handler, request("'a'", row("1", 990_500)));

        assertThat(answer.get("ended")).isEmpty();
        assertThat(answer.get("busy")).isEmpty();
        assertThat(answer.at("/counts/notOpenYet").intValue()).isEqualTo(1);
    }

    @Test
    void aConnectionThatOpensWhileItIsTriedMissesNothing() {
        api.answers("1", FakeApi.GONE, FakeApi.GONE, FakeApi.TAKEN);

        JsonNode answer = invoke(handler, request("'a','b'", row("1", 990_500)));

        assertThat(api.received("1")).containsExactly("a", "b");
        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(1);
        assertThat(time.waits).hasSize(2);
    }

    @Test
    void aBusyConnectionIsTriedAgainWithJitterInsideTheFunction() {
        api.answers("1", FakeApi.BUSY, FakeApi.BUSY, FakeApi.TAKEN);

        JsonNode answer = invoke(handler, request("'a','b'", row("1", 0)));

        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(1);
        assertThat(api.received("1")).containsExactly("a", "b");
        assertThat(time.waits).hasSize(2);
        assertThat(time.waits.get(0)).isLessThanOrEqualTo(Duration.ofMillis(100));
        assertThat(time.waits.get(1)).isLessThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aConnectionThatStaysBusyIsHandedBackFromTheMessageItLacks() {
        api.answers("1", FakeApi.TAKEN, FakeApi.BUSY, FakeApi.BUSY, FakeApi.BUSY);

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
        api.answers("1", FakeApi.BUSY, FakeApi.BUSY, FakeApi.BUSY);

        JsonNode answer = invoke(handler, lastAttempt(row("1", 0), row("2", 0)));

        assertThat(api.closed).containsExactly("1");
        assertThat(answer.get("busy")).isEmpty();
        assertThat(answer.at("/ended/0/ConnectionId/S").textValue()).isEqualTo("1");
        assertThat(answer.at("/counts/closed").intValue()).isEqualTo(1);
        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(1);
    }

    @Test
    void aConnectionThatCanNeitherBeServedNorClosedIsBehindIfOthersAreServed() {
        api.answers("1", FakeApi.BUSY).answersToClose("1", FakeApi.BUSY);

        JsonNode answer = invoke(handler, lastAttempt(row("1", 0), row("2", 0)));

        assertThat(answer.get("behind")).isEqualTo(json("{'_':[" + row("1", 0) + "]}").get("_"));
        assertThat(answer.get("ended")).isEmpty();
        assertThat(answer.at("/counts/notClosed").intValue()).isEqualTo(1);
        assertThat(api.received("2")).containsExactly("a");
    }

    @Test
    void aPlatformThatIsBusyForEveryoneFailsTheChunkAndClosesNobody() {
        api.answers("1", FakeApi.BUSY).answers("2", new Answer.None());

        assertThatThrownBy(() -> invoke(handler, lastAttempt(row("1", 0), row("2", 0))))
                .isInstanceOf(PlatformBusyException.class)
                .hasMessageContaining("all of 2 connections");
        assertThat(api.closed).isEmpty();
        assertThat(time.latest()).isBetween(NOW.plusSeconds(15), NOW.plusSeconds(18));
    }

    @Test
    void whomTheRoundsBeforeServedIsEvidenceToo() {
        api.answers("1", FakeApi.BUSY);
        String served = "[{'targeted':2,'delivered':1,'retried':1}]";

        JsonNode answer =
                invoke(
                        handler,
                        json(
                                "{'connections':[%s],'messages':['a'],'attempt':3,'attempts':3,'chunk':7,'counts':%s}"
                                        .formatted(row("1", 0), served)));

        assertThat(api.closed).containsExactly("1");
        assertThat(answer.at("/counts/closed").intValue()).isEqualTo(1);
        assertThat(answer.at("/counts/delivered").intValue()).isZero();
    }

    @Test
    void aDeploymentThatMayNeitherPostNorCloseFailsTheChunkAndSaysSo() {
        api.answers("1", FakeApi.REFUSED).answersToClose("1", FakeApi.REFUSED);
        var context = new TestContext();

        assertThatThrownBy(() -> invoke(handler, lastAttempt(row("1", 0)), context))
                .isInstanceOf(CallsRefusedException.class);
        assertThat(context.lines())
                .singleElement()
                .asString()
                .contains("\"Name\":\"RefusedPosts\"", "\"RefusedPosts\":1");
    }

    @Test
    void theWorkflowKnowsTheErrorsByTheNamesOfTheirClasses() throws IOException {
        JsonNode task =
                new ObjectMapper()
                        .readTree(Path.of("../statemachine/broadcast.asl.json").toFile())
                        .at("/States/Post to every chunk/ItemProcessor/States/Post to the chunk");

        assertThat(task.at("/Retry/1/ErrorEquals"))
                .extracting(JsonNode::textValue)
                .containsExactly(
                        PlatformBusyException.class.getName(),
                        CallsRefusedException.class.getName());
        assertThat(task.at("/Catch/0/ErrorEquals"))
                .extracting(JsonNode::textValue)
                .containsExactly(CallsRefusedException.class.getName());
    }

    @Test
    void withoutMessagesServingShowsNothing() {
        api.answersToClose("1", FakeApi.REFUSED);

        assertThatThrownBy(
                        () ->
                                invoke(
                                        handler,
                                        json(
                                                "{'connections':[%s,%s],'messages':[],'closing':[999000]}"
                                                        .formatted(
                                                                row("1", 1_000),
                                                                row("2", 999_500)))))
                .isInstanceOf(CallsRefusedException.class);
    }

    @Test
    void whoIsBehindByItsRowAndCannotBeClosedHoldsNobodyUp() {
        api.answersToClose("1", FakeApi.REFUSED);

        JsonNode answer =
                invoke(
                        handler,
                        lastAttempt(
                                "{'ConnectionId':{'S':'1'},'ConnectedAt':{'N':'0'},"
                                        + "'Behind':{'BOOL':true}}"));

        assertThat(answer.get("ended")).isEmpty();
        assertThat(answer.get("behind")).isEmpty();
        assertThat(answer.at("/counts/notClosed").intValue()).isEqualTo(1);
        assertThat(api.received("1")).isEmpty();
    }

    @Test
    void anEmptyTextIsNeverPosted() {
        JsonNode answer = invoke(handler, request("'','a',' ',''", row("1", 0)));

        assertThat(api.received("1")).containsExactly("a", " ");
        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(1);
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
        api.answersToClose("1", FakeApi.GONE);

        JsonNode answer = invoke(handler, request("'a'", expiring("1", 1_000)));

        assertThat(answer.get("ended")).hasSize(1);
        assertThat(answer.at("/counts/gone").intValue()).isEqualTo(1);
    }

    @Test
    void aConnectionThatIsToBeClosedBeforeItIsOpenKeepsItsRow() {
        api.answersToClose("1", FakeApi.GONE);

        JsonNode answer =
                invoke(
                        handler,
                        json(
                                "{'connections':[%s],'messages':[],'closing':[1000000]}"
                                        .formatted(row("1", 990_500))));

        assertThat(answer.get("ended")).isEmpty();
        assertThat(answer.at("/counts/notOpenYet").intValue()).isEqualTo(1);
    }

    @Test
    void aBusyConnectionKeepsItsEnd() {
        api.answers("1", FakeApi.BUSY, FakeApi.BUSY, FakeApi.BUSY);

        JsonNode answer = invoke(handler, request("'a'", expiring("1", 7_200)));

        assertThat(answer.at("/busy/0/TokenExpiresAt/N").textValue()).isEqualTo("7200");
    }

    @Test
    void aRefusedConnectionIsCountedAndClosedAndNotTriedAgain() {
        api.answers("1", FakeApi.REFUSED);

        JsonNode answer = invoke(handler, request("'a','b'", row("1", 0)));

        assertThat(answer.at("/counts/refused").intValue()).isEqualTo(1);
        assertThat(answer.get("busy")).isEmpty();
        assertThat(answer.at("/ended/0/ConnectionId/S").textValue()).isEqualTo("1");
        assertThat(api.received("1")).isEmpty();
        assertThat(api.closed).containsExactly("1");
    }

    @Test
    void aConnectionThatMayNotEvenBeClosedIsTriedAgainFromTheMessageItLacks() {
        api.answers("1", FakeApi.TAKEN, FakeApi.REFUSED).answersToClose("1", FakeApi.REFUSED);

        JsonNode answer = invoke(handler, request("'a','b'", row("1", 0)));

        assertThat(answer.at("/busy/0/from").intValue()).isEqualTo(1);
        assertThat(answer.get("ended")).isEmpty();
    }

    @Test
    void whoIsNoConnectionOfThisApiLosesItsRow() {
        api.answers("1", FakeApi.status(400)).answersToClose("1", FakeApi.status(400));
        api.answers("2", FakeApi.status(404)).answersToClose("2", FakeApi.status(404));

        JsonNode answer = invoke(handler, request("'a'", row("1", 0), row("2", 0)));

        assertThat(answer.get("ended")).hasSize(2);
        assertThat(answer.at("/counts/gone").intValue()).isEqualTo(2);
    }

    @Test
    void aRefusedConnectionThatIsTooBusyToBeClosedGetsNothingMore() {
        api.answers("1", FakeApi.TAKEN, FakeApi.REFUSED);
        api.answersToClose("1", FakeApi.BUSY, FakeApi.BUSY, FakeApi.BUSY, FakeApi.CLOSED);

        JsonNode refused = invoke(handler, request("'a','b','c'", row("1", 0)));
        JsonNode closed = invoke(handler, again("'a','b','c'", refused.get("busy")));

        assertThat(closed.at("/counts/refused").intValue()).isEqualTo(1);
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
                                "{'connections':[%s,%s],'messages':[],'closing':[999000]}"
                                        .formatted(row("1", 998_999), row("2", 999_000))));

        assertThat(api.closed).containsExactly("1");
        assertThat(answer.at("/ended/0/ConnectionId/S").textValue()).isEqualTo("1");
        assertThat(answer.at("/counts/closed").intValue()).isEqualTo(1);
    }

    @Test
    void whatIsNotDeliveredInHalfTheTimeIsBusyFromTheMessageItLacks() {
        ConnectionsApi slow =
                new FakeApi() {
                    @Override
                    public Answer post(String connectionId, String text) {
                        time.pass(Duration.ofSeconds(8));
                        return super.post(connectionId, text);
                    }
                };

        JsonNode answer = invoke(handler(slow), request("'a','b','c'", row("1", 0)));

        assertThat(answer.at("/busy/0/from").intValue()).isEqualTo(2);
    }

    @Test
    void theLastAttemptTriesForHalfTheTimeAndThenClosesInThreeTenthsOfIt() {
        api.answers("1", FakeApi.BUSY).answersToClose("1", FakeApi.BUSY);

        invoke(handler, lastAttempt(row("1", 0), row("2", 0)));

        assertThat(time.latest()).isBetween(NOW.plusSeconds(24), NOW.plusSeconds(27));
        assertThat(time.waits).allMatch(wait -> wait.compareTo(Duration.ofSeconds(2)) <= 0);
    }

    @Test
    void aSlowConnectionDelaysNoOther() throws InterruptedException {
        var othersAreServed = new CountDownLatch(99);
        ConnectionsApi slow =
                new FakeApi() {
                    @Override
                    public Answer post(String connectionId, String text) {
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
    void aRowWithNothingButAKeyIsClosedAndDeletedAndTheOthersAreServed() {
        JsonNode answer =
                invoke(handler, request("'a'", "{'ConnectionId':{'S':'1'}}", row("2", 0)));

        assertThat(api.closed).containsExactly("1");
        assertThat(answer.at("/ended/0/ConnectionId/S").textValue()).isEqualTo("1");
        assertThat(answer.at("/ended/0/ConnectedAt/N").textValue()).isEqualTo("0");
        assertThat(api.received("2")).containsExactly("a");
    }

    @Test
    void aRequestThatIsNotOneIsRefusedByField() {
        assertThatThrownBy(() -> invoke(handler, json("{'connections':{},'messages':[]}")))
                .hasMessage("connections must be an array");
        assertThatThrownBy(() -> invoke(handler, json("{'connections':[],'messages':[1]}")))
                .hasMessage("messages[0] must be a string");
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
        return new PostHandler(
                new ChunkPoster(new Poster(connections, time, GRACE, time.backoff())), time);
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
}
