package dev.tablecast.functions.post;

import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static dev.tablecast.functions.post.PostFixture.expiring;
import static dev.tablecast.functions.post.PostFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.functions.TestContext;
import dev.tablecast.functions.log.LogUnreadableException;
import dev.tablecast.functions.settings.InvalidSettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostHandlerTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_000_000);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final PostFixture fixture = new PostFixture(NOW, GRACE);
    private final FakeApi api = fixture.api;
    private final FakeTime time = fixture.time;
    private final PostHandler handler = handler(api);

    @Test
    void everyConnectionGetsEveryMessageInOrder() {
        JsonNode answer = invoke(handler, request("'a','b','c'", row("1", 0), row("2", 0)));

        assertThat(api.received("1")).containsExactly("a", "b", "c");
        assertThat(api.received("2")).containsExactly("a", "b", "c");
        assertThat(answer)
                .isEqualTo(
                        json(
                                "{'counts':{'targeted':2,'delivered':2,'posted':2,'gone':0,'notOpenYet':0,"
                                    + "'expired':0,'closed':0,'refused':0,'notClosed':0},'failed':[],'ended':[]}"));
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
    void aRefusedConnectionIsCountedAndClosedAndNotTriedAgain() {
        api.answers("1", FakeApi.REFUSED);

        JsonNode answer = invoke(handler, request("'a','b'", row("1", 0)));

        assertThat(answer.at("/counts/refused").intValue()).isEqualTo(1);
        assertThat(answer.at("/ended/0/ConnectionId/S").textValue()).isEqualTo("1");
        assertThat(api.received("1")).isEmpty();
        assertThat(api.closed).containsExactly("1");
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
        assertThat(answer.at("/ended/0/Terms/S").textValue()).isEqualTo("0");
        assertThat(api.received("2")).containsExactly("a");
    }

    @Test
    void aSlowClientIsClosedEvenIfItIsAloneInItsChunk() {
        api.answers("1", FakeApi.TAKEN, FakeApi.BUSY);

        JsonNode answer = invoke(handler, request("'a','b','c'", row("1", 0)));

        assertThat(api.closed).containsExactly("1");
        assertThat(api.received("1")).containsExactly("a");
        assertThat(answer.at("/ended/0/ConnectionId/S").textValue()).isEqualTo("1");
        assertThat(answer.at("/counts/closed").intValue()).isEqualTo(1);
    }

    @Test
    void aConnectionThatCanNeitherBeServedNorClosedFailsTheChunk() {
        api.answers("1", FakeApi.BUSY).answersToClose("1", FakeApi.BUSY);

        assertThatThrownBy(() -> invoke(handler, request("'a'", row("1", 0), row("2", 0))))
                .isInstanceOf(PlatformBusyException.class);
        assertThat(api.received("2")).containsExactly("a");
    }

    @Test
    void aRefusedConnectionThatIsTooBusyToBeClosedFailsTheChunk() {
        api.answers("1", FakeApi.TAKEN, FakeApi.REFUSED).answersToClose("1", FakeApi.BUSY);

        assertThatThrownBy(() -> invoke(handler, request("'a','b','c'", row("1", 0), row("2", 0))))
                .isInstanceOf(PlatformBusyException.class);
        assertThat(api.received("1")).containsExactly("a");
    }

    @Test
    void whomTheApiAloneRefusesIsLeftToLaterAndHoldsNobodyUp() {
        api.answers("1", FakeApi.REFUSED).answersToClose("1", FakeApi.REFUSED);
        var context = new TestContext();

        JsonNode answer = invoke(handler, request("'a'", row("1", 0), row("2", 0)), context);

        assertThat(answer.get("ended")).isEmpty();
        assertThat(answer.at("/counts/notClosed").intValue()).isEqualTo(1);
        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(1);
        assertThat(context.lines())
                .singleElement()
                .asString()
                .contains("\"RefusedPosts\":1", "\"Throttled\":0");
    }

    @Test
    void aPlatformThatIsBusyForEveryoneFailsTheChunkAndClosesNobody() {
        for (String id : List.of("1", "2")) {
            api.answers(id, FakeApi.BUSY).answersToProbe(id, FakeApi.BUSY);
        }
        var context = new TestContext();

        assertThatThrownBy(() -> invoke(handler, request("'a'", row("1", 0), row("2", 0)), context))
                .isInstanceOf(PlatformBusyException.class)
                .hasMessage("the @connections API was busy for 2 connections");
        assertThat(api.closed).isEmpty();
        assertThat(time.latest()).isBetween(NOW.plusSeconds(16), NOW.plusSeconds(19));
        assertThat(context.lines()).singleElement().asString().contains("\"Throttled\":");
    }

    @Test
    void whomThePagesBeforeServedIsEvidenceToo() {
        api.answers("1", FakeApi.REFUSED).answersToClose("1", FakeApi.REFUSED);
        JsonNode request = request("'a'", row("1", 0));
        ((ObjectNode) request)
                .set(
                        "before",
                        json("{'_':[{'counts':[{'targeted':2,'delivered':1}],'failed':[]}]}")
                                .get("_"));

        JsonNode answer = invoke(handler, request);

        assertThat(answer.at("/counts/notClosed").intValue()).isEqualTo(1);
    }

    /**
     * Accepts that most connections get nothing because of filters: that is no sign of a failing
     * API.
     */
    @Test
    void thoseForWhomThereWasNothingAreNoEvidence() {
        api.answers("1", FakeApi.REFUSED).answersToClose("1", FakeApi.REFUSED);
        JsonNode request = request("'a'", row("1", 0));
        ((ObjectNode) request)
                .set(
                        "before",
                        json("{'_':[{'counts':[{'targeted':9,'delivered':9,'posted':0}],'failed':[]}]}")
                                .get("_"));

        assertThatThrownBy(() -> invoke(handler, request))
                .isInstanceOf(CallsRefusedException.class);
    }

    @Test
    void aDeploymentThatMayNeitherPostNorCloseFailsTheChunkAndSaysSo() {
        api.answers("1", FakeApi.REFUSED).answersToClose("1", FakeApi.REFUSED);
        var context = new TestContext();

        assertThatThrownBy(() -> invoke(handler, request("'a'", row("1", 0)), context))
                .isInstanceOf(CallsRefusedException.class);
        assertThat(context.lines())
                .singleElement()
                .asString()
                .contains("\"Name\":\"RefusedPosts\"", "\"RefusedPosts\":1");
    }

    @Test
    void whereNothingIsSentServingShowsNothing() {
        api.answersToClose("1", FakeApi.REFUSED).answers("2", FakeApi.BUSY);

        JsonNode answer =
                invoke(handler, PostFixture.nothing(expiring("1", 1_000), row("2", 999_500)));

        // It must end by its row, which every later round tries.
        assertThat(answer.at("/counts/notClosed").intValue()).isEqualTo(1);
        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(1);
        assertThat(answer.get("ended")).isEmpty();
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
        assertThat(task.at("/Retry/2/ErrorEquals"))
                .extracting(JsonNode::textValue)
                .containsExactly(LogUnreadableException.class.getName());
    }

    @Test
    void theFirstChunkOfAPageCarriesWhatAllPagesBeforeCameTo() {
        JsonNode request = request("'a'", row("1", 0));
        ((ObjectNode) request)
                .set(
                        "before",
                        json("{'_':[{'counts':[{'targeted':3,'delivered':3},"
                                        + "{'targeted':2,'gone':2}],'failed':['States.Timeout']}]}")
                                .get("_"));

        JsonNode first = invoke(handler, ((ObjectNode) request).put("chunk", 0));
        JsonNode second = invoke(handler, ((ObjectNode) request).put("chunk", 1));

        assertThat(first.at("/counts/targeted").intValue()).isEqualTo(6);
        assertThat(first.at("/counts/delivered").intValue()).isEqualTo(4);
        assertThat(first.at("/counts/gone").intValue()).isEqualTo(2);
        assertThat(first.at("/failed/0").textValue()).isEqualTo("States.Timeout");
        assertThat(second.at("/counts/targeted").intValue()).isEqualTo(1);
        assertThat(second.get("failed")).isEmpty();
    }

    @Test
    void anEndOfATokenThatCantBeReachedBeforeItsConnectionIsOpenKeepsItsRow() {
        api.answersToClose("1", FakeApi.GONE);

        JsonNode answer =
                invoke(handler, PostFixture.nothing(PostFixture.expiring("1", 990_500, 999)));

        assertThat(answer.get("ended")).isEmpty();
        assertThat(answer.at("/counts/notOpenYet").intValue()).isEqualTo(1);
    }

    @Test
    void aRequestThatIsNotOneIsRefusedByField() {
        assertThatThrownBy(() -> invoke(handler, json("{'connections':{},'from':1}")))
                .hasMessage("connections must be an array");
        assertThatThrownBy(() -> invoke(handler, json("{'connections':[],'feed':1}")))
                .hasMessage("feed must be a string");
        assertThatThrownBy(
                        () ->
                                invoke(
                                        handler,
                                        json(
                                                "{'connections':[],'feed':'f','epoch':'e','from':'1','to':2}")))
                .hasMessageStartingWith("from must be ");
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
                .hasMessageContaining("CHANGE_LOG_TABLE is not set")
                .hasMessageContaining("PRUNE_GRACE_SECONDS is \"-1\"");
    }

    private PostHandler handler(ConnectionsApi connections) {
        return fixture.handler(PostFixture.TEXTS, connections);
    }

    /** Returns a request to send texts, which the log then has. */
    private JsonNode request(String texts, String... rows) {
        var entry = fixture.append(texts.replace("'", "").split(","));
        return PostFixture.request(entry, entry, rows);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
