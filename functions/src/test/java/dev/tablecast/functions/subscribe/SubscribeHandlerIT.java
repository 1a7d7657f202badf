package dev.tablecast.functions.subscribe;

import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.functions.TestContext;
import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.change.Changes;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.connection.SubscriptionRows;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogFixture;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.message.Frame;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.message.TextMessages;
import dev.tablecast.functions.post.ClientPosts;
import dev.tablecast.functions.post.ScriptedApi;
import dev.tablecast.functions.settings.EnvironmentSettings;
import dev.tablecast.functions.settings.InvalidSettingsException;
import dev.tablecast.functions.simulation.SimulatedDynamoDb;
import dev.tablecast.functions.snapshot.SnapshotSettings;
import dev.tablecast.functions.snapshot.Snapshots;
import dev.tablecast.functions.snapshot.SourceReads;
import dev.tablecast.functions.text.TextFormat;
import dev.tablecast.functions.view.Policies;
import dev.tablecast.functions.view.Views;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The answers to a client's messages, as they arrive over HTTP at the stage. */
class SubscribeHandlerIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "R0oXAdfD0kwCH6w=";
    private static final MessageFormat FORMAT = Policies.json(new Projection.All());
    private static final String VIEW = Policies.everything(FORMAT);
    private static final int REPLAY_CHANGES = 3_000;
    private static final SnapshotSettings SNAPSHOTS =
            EnvironmentSettings.read(
                    Map.of(
                            "SNAPSHOT",
                            "QUERY",
                            "SOURCE_TABLE",
                            "Items",
                            "SOURCE_KEY",
                            "room:S,id:S"),
                    SnapshotSettings::read);
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "AWS_REGION", "eu-central-1",
                    "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                    "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private final ScriptedApi api = new ScriptedApi();
    private Instant now = Instant.parse("2026-11-22T10:00:05Z");
    private final LogFixture log = new LogFixture(() -> now);
    private final TestContext context = new TestContext();
    private final SubscribeHandler handler = handler(FORMAT);
    private int seen;

    @BeforeEach
    void connect() {
        log.dynamoDb()
                .putItem(
                        request ->
                                request.tableName(SimulatedDynamoDb.CONNECTIONS)
                                        .item(
                                                Map.of(
                                                        "ConnectionId", AttributeValue.fromS(ID),
                                                        "Terms", AttributeValue.fromS("1.1.."))));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void whoHasNoPositionIsLiveFromTheEndOn() {
        Entry last = log.append(Changes.inserts(3, 1));

        List<JsonNode> answers = send(subscribe("a", 1, null));

        assertThat(answers)
                .containsExactly(
                        json(
                                "{'type':'subscribed','sub':'a','rev':1,'position':'%s','contiguous':true}"
                                        .formatted(position(last.epoch(), last.to()))),
                        json(
                                "{'type':'live','sub':'a','rev':1,'position':'%s'}"
                                        .formatted(position(last.epoch(), last.to()))));
        assertThat(subs()).isEqualTo(VIEW + "000001a");
        assertThat(context.lines()).isEmpty();
    }

    @Test
    void theFirstClientOfAFeedThatHasNoLogYetIsLive() {
        assertThat(types(send(subscribe("a", 1, null)))).containsExactly("subscribed", "live");
    }

    @Test
    void whoLacksNothingIsLiveAtOnce() {
        Entry last = log.append(Changes.inserts(3, 1));
        String end = position(last.epoch(), last.to());

        List<JsonNode> answers = send(subscribe("a", 1, end));

        assertThat(types(answers)).containsExactly("subscribed", "live");
        assertThat(answers.get(0).get("position").textValue()).isEqualTo(end);
        assertThat(metrics()).isEqualTo(Map.of("Replays", 1, "Replayed", 0, "ReplayResets", 0));
    }

    @Test
    void whatWasMissedIsReplayedFromInsideAnEntry() {
        Entry first = log.append(Changes.inserts(3, 1));
        Entry last = log.append(Changes.inserts(2, 1));
        String after = position(first.epoch(), first.from());

        List<JsonNode> answers = send(subscribe("a", 1, after));

        assertThat(types(answers)).containsExactly("subscribed", "changes", "live");
        assertThat(answers.get(0).get("position").textValue()).isEqualTo(after);
        JsonNode changes = answers.get(1);
        assertThat(changes.get("replay").booleanValue()).isTrue();
        assertThat(changes.get("subs")).isEqualTo(json("{'_':['a']}").get("_"));
        assertThat(changes.findValuesAsText("seq")).containsExactly("3", "4", "5", "6");
        assertThat(answers.get(2).get("position").textValue())
                .isEqualTo(position(last.epoch(), last.to()));
        assertThat(metrics()).isEqualTo(Map.of("Replays", 1, "Replayed", 4, "ReplayResets", 0));
    }

    @Test
    void aLongReplayComesInStepsWithoutAGapAndInSmallFrames() {
        String start = position(log.head().epoch(), log.head().end());
        log.append(Changes.inserts(1_000, 100));
        log.append(Changes.inserts(1_000, 100));
        log.append(Changes.inserts(500, 100));

        long next = 2;
        int steps = 0;
        String after = start;
        while (true) {
            List<JsonNode> answers = send(subscribe("a", ++steps, after));
            for (JsonNode answer : answers.subList(1, answers.size() - 1)) {
                assertThat(answer.get("from").longValue()).isEqualTo(next);
                next = answer.get("to").longValue() + 1;
            }
            JsonNode end = answers.getLast();
            after = end.get("position").textValue();
            if (end.get("type").textValue().equals("live")) {
                break;
            }
            assertThat(end.get("type").textValue()).isEqualTo("more");
            assertThat(end.get("rev").intValue()).isEqualTo(steps);
        }

        assertThat(steps).isEqualTo(3);
        assertThat(next).isEqualTo(2_502);
        assertFramesAreSmall();
    }

    @Test
    void aStepOfSeveralEntriesHasAtMostAMegabyte() {
        String start = position(log.head().epoch(), log.head().end());
        for (int i = 0; i < 4; i++) {
            log.append(Changes.inserts(15, 30_000));
        }

        List<JsonNode> answers = send(subscribe("a", 1, start));

        assertThat(answers.getLast().get("type").textValue()).isEqualTo("more");
        assertThat(answers.getLast().get("position").textValue())
                .isEqualTo(position(log.head().epoch(), 31));
        assertFramesAreSmall();
    }

    @Test
    void whoAsksForASnapshotIsSentTheItemsWhichAreCounted() {
        String request =
                """
                {"action":"subscribe","sub":"a","rev":1,"snapshot":true,
                 "filter":"room = :r","values":{":r":"lobby"}}
                """;

        List<JsonNode> answers = send(request);

        assertThat(types(answers)).containsExactly("subscribed", "items", "live");
        assertThat(answers.get(1).get("last").booleanValue()).isTrue();
        assertThat(answers.get(1).findValuesAsText("note"))
                .containsExactly("note of 1", "note of 2");
        assertThat(metrics()).isEqualTo(Map.of("Snapshots", 1, "SnapshotItems", 2));
        send(request.replace("\"rev\":1", "\"rev\":2,\"after\":\"no position\""));
        assertThat(metrics())
                .isEqualTo(
                        Map.of(
                                "Replays", 1,
                                "Replayed", 0,
                                "ReplayResets", 1,
                                "Snapshots", 1,
                                "SnapshotItems", 2));
    }

    @ParameterizedTest
    @CsvSource({
        "no position at all, epoch",
        "..., epoch",
        "000000000.1.VIEW, epoch",
        "EPOCH.99999999999999999999.VIEW, epoch",
        "EPOCH.6.OTHER, view",
        "EPOCH.999999.VIEW, expired"
    })
    void aPositionThatCantBeResumedFromIsResetWithItsReason(String after, String reason) {
        log.append(Changes.inserts(5, 1));
        String text = after.replace("EPOCH", log.head().epoch()).replace("VIEW", VIEW);

        assertReset(text, reason);
    }

    @Test
    void aPositionOfAnEpochThatIsGoneIsReset() {
        Entry entry = log.append(Changes.inserts(5, 1));
        log.beginEpoch();

        assertReset(position(entry.epoch(), entry.to()), "epoch");
    }

    @Test
    void aPositionOlderThanWhatIsKeptIsReset() {
        Entry first = log.append(Changes.inserts(5, 1));
        Entry second = log.append(Changes.inserts(5, 1));
        log.append(Changes.inserts(5, 1));
        log.delete(first);
        log.delete(second);

        assertReset(position(first.epoch(), first.from()), "expired");
    }

    @Test
    void aHoleOrABrokenEntryIsAReset() {
        Entry first = log.append(Changes.inserts(5, 1));
        Entry second = log.append(Changes.inserts(5, 1));
        log.append(Changes.inserts(5, 1));
        log.damage(second, "x".getBytes(StandardCharsets.UTF_8));

        assertReset(position(first.epoch(), first.from()), "expired");
    }

    @Test
    void moreThanIsReplayedIsReset() {
        String start = position(log.head().epoch(), log.head().end());
        for (int i = 0; i < 3; i++) {
            log.appendAny(1_000);
        }
        assertThat(types(send(subscribe("a", 1, start)))).contains("more");
        log.appendAny(1);

        assertReset(start, "limit");
    }

    @Test
    void aResetInTheLogIsPassedOn() {
        Entry first = log.append(Changes.inserts(1, 1));
        log.appendReset(LogRecord.Reason.RECORD);
        log.append(Changes.inserts(1, 1));

        assertReset(position(first.epoch(), first.to()), "record");
    }

    /** Sends a {@code reset} to a client, which then continues from the new position. */
    private void assertReset(String after, String reason) {
        List<JsonNode> answers = send(subscribe("a", 100, after));

        assertThat(types(answers)).containsExactly("subscribed", "reset", "live");
        JsonNode reset = answers.get(1);
        assertThat(reset.get("reason").textValue()).isEqualTo(reason);
        assertThat(reset.get("rev").intValue()).isEqualTo(100);
        String end = position(log.head().epoch(), log.head().end());
        assertThat(answers).allMatch(one -> one.get("position").textValue().equals(end));
        assertThat(metrics()).isEqualTo(Map.of("Replays", 1, "Replayed", 0, "ReplayResets", 1));
        assertConnectionGoesOn(101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "1",
                "null",
                "{",
                "{'action'",
                "{'action':'subscribe'}",
                "{'action':'subscribe','rev':1}",
                "{'action':'subscribe','sub':'','rev':1}",
                "{'action':'subscribe','sub':'a:b','rev':1}",
                "{'action':'subscribe','sub':'123456789','rev':1}",
                "{'action':'subscribe','sub':1,'rev':1}",
                "{'action':'subscribe','sub':'a'}",
                "{'action':'subscribe','sub':'a','rev':-1}",
                "{'action':'subscribe','sub':'a','rev':1.5}",
                "{'action':'subscribe','sub':'a','rev':'1'}",
                "{'action':'subscribe','sub':'a','rev':99999999999999999999}",
                "{'action':'subscribe','sub':'a','rev':1,'after':''}",
                "{'action':'subscribe','sub':'a','rev':1,'after':5}",
                "{'action':'subscribe','sub':'a','rev':1,'after':null}",
                "{'action':'subscribe','sub':'a','rev':1,'snapshot':1}",
                "{'action':'subscribe','sub':'a','rev':1,'filter':''}",
                "{'action':'subscribe','sub':'a','rev':1,'filter':null}",
                "{'action':'subscribe','sub':'a','rev':1,'filter':{}}",
                "{'action':'unsubscribe','sub':'a','rev':1,'after':'x'}",
                "{'action':'publish','sub':'a','rev':1}"
            })
    void aMessageThatIsNoneIsAnsweredByAnErrorAndTheConnectionGoesOn(String body) {
        List<JsonNode> answers = send(body.replace('\'', '"'));

        assertThat(types(answers)).containsExactly("error");
        assertThat(answers.getFirst().get("reason").textValue()).isEqualTo("request");
        assertThat(answers.getFirst().get("message").textValue()).isNotBlank();
        assertThat(subs()).isEmpty();
        assertConnectionGoesOn(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'action':'subscribe','rev':1};sub is missing; it takes 1 to 8 of A-Z a-z 0-9 - _",
                "{'action':'subscribe','sub':'a','rev':'x'};rev has another form; it takes a whole"
                        + " number from 0 to 999999999999999",
                "{'action':'subscribe','sub':'a','rev':1,'filtre':'x'};there is no field of this"
                        + " name; known are action, after, attributes, filter, names, rev,"
                        + " snapshot, sub, values"
            })
    void anErrorSaysWhatIsAllowed(String body, String start) {
        String rest = start;
        assertThat(send(body.replace('\'', '"')).getFirst().get("message").textValue())
                .startsWith(rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{\"a\":", "[[", "{\"action\":\"subscribe\",\"sub\":\"", "9"})
    void thirtyTwoKilobytesOfItAreAnsweredByAShortError(String junk) {
        List<JsonNode> answers = send(junk.repeat(32 * 1024 / junk.length()));

        assertThat(types(answers)).containsExactly("error");
        assertThat(api.requests().getLast().body().length()).isLessThan(500);
        assertConnectionGoesOn(1);
    }

    @Test
    void aPositionOfThirtyTwoKilobytesIsAReset() {
        assertReset("x".repeat(32_000), "epoch");
    }

    @Test
    void tenASecondAreServedAndAHundredAndOneInTenSecondsAreTooMany() {
        for (int rev = 1; rev <= 100; rev++) {
            assertThat(types(send(subscribe("a", rev, null))))
                    .as("rev %d", rev)
                    .containsExactly("subscribed", "live");
            now = now.plusMillis(95);
        }

        List<JsonNode> answers = send(subscribe("a", 101, null));

        assertThat(answers)
                .containsExactly(
                        json(
                                "{'type':'error','sub':'a','rev':101,'reason':'rate','message':'a"
                                    + " connection changes its subscriptions at most 100 times in"
                                    + " 10 s'}"));
        now = now.plusSeconds(1);
        assertConnectionGoesOn(102);
    }

    @Test
    void anUnsubscribeThatIsOneTooManyIsAnsweredToo() {
        for (int rev = 1; rev <= 100; rev++) {
            send(subscribe("a", rev, null));
        }

        assertThat(send("{\"action\":\"unsubscribe\",\"sub\":\"a\",\"rev\":101}"))
                .containsExactly(
                        json(
                                "{'type':'error','sub':'a','rev':101,'reason':'rate','message':'a"
                                    + " connection changes its subscriptions at most 100 times in"
                                    + " 10 s'}"));
        assertThat(subs()).endsWith("00002sa");
    }

    @Test
    void aSixthSubscriptionIsRefusedUntilOneHasEnded() {
        for (String sub : List.of("a", "b", "c", "d", "e")) {
            assertThat(types(send(subscribe(sub, 1, null)))).contains("live");
        }

        assertThat(send(subscribe("f", 1, null)))
                .containsExactly(
                        json(
                                "{'type':'error','sub':'f','rev':1,'reason':'subscriptions','message':'a"
                                    + " connection has at most 5 subscriptions'}"));
        assertThat(send("{\"action\":\"unsubscribe\",\"sub\":\"b\",\"rev\":2}")).isEmpty();
        assertThat(types(send(subscribe("f", 2, null)))).containsExactly("subscribed", "live");
        assertThat(subs()).contains(",000002b", VIEW + "000002f");
    }

    @Test
    void whatComesLateChangesNothingAndIsNotAnswered() {
        send(subscribe("a", 5, null));
        send("{\"action\":\"unsubscribe\",\"sub\":\"a\",\"rev\":7}");

        assertThat(send(subscribe("a", 6, null))).isEmpty();
        assertThat(send(subscribe("a", 7, null))).isEmpty();
        assertThat(subs()).isEqualTo("000007a");
        assertConnectionGoesOn(8);
    }

    @Test
    void aConnectionWithoutARowIsClosedSoThatItsClientKnows() {
        log.dynamoDb()
                .deleteItem(
                        request ->
                                request.tableName(SimulatedDynamoDb.CONNECTIONS)
                                        .key(Map.of("ConnectionId", AttributeValue.fromS(ID))));

        invoke(handler, event(subscribe("a", 1, null)), context);

        assertThat(api.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.method()).isEqualTo("DELETE"));
    }

    @Test
    void whereTextsAreSentThereIsNothingToSubscribeTo() {
        var texts = handler(new TextMessages(TextFormat.of("changed", Frame.MAX_BYTES)));

        invoke(texts, event(subscribe("a", 1, null)), context);

        JsonNode answer = json(api.requests().getLast().body());
        assertThat(answer.get("type").textValue()).isEqualTo("error");
        assertThat(answer.get("reason").textValue()).isEqualTo("text");
        assertThat(subs()).isEmpty();
    }

    @Test
    void everyWrongSettingIsNamedAtOnce() {
        assertThatThrownBy(() -> new SubscribeHandler(Map.of("REPLAY_CHANGES", "5")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("CONNECTIONS_TABLE is not set")
                .hasMessageContaining("CONNECTIONS_ENDPOINT is not set")
                .hasMessageContaining("CHANGE_LOG_TABLE is not set")
                .hasMessageContaining("REPLAY_CHANGES is \"5\"");
    }

    private void assertConnectionGoesOn(long rev) {
        assertThat(types(send(subscribe("a", rev, null)))).containsExactly("subscribed", "live");
        assertThat(api.requests()).noneMatch(request -> request.method().equals("DELETE"));
    }

    private void assertFramesAreSmall() {
        assertThat(api.requests())
                .allMatch(
                        request ->
                                request.body().getBytes(StandardCharsets.UTF_8).length
                                        <= Frame.MAX_BYTES);
    }

    private SubscribeHandler handler(MessageFormat format) {
        var subscribing =
                new Subscribing(
                        new SubscriptionRows(
                                log.dynamoDb(), SimulatedDynamoDb.CONNECTIONS, () -> now),
                        log.epochs(),
                        log.reader(),
                        format,
                        new Views(format.policy(), log.storedViews(), () -> now),
                        new Snapshots(SourceReads.of("1", "2"), SNAPSHOTS, () -> now),
                        REPLAY_CHANGES);
        return new SubscribeHandler(
                new SubscribeParts(
                        subscribing,
                        ClientPosts.of(new AwsClients(ENVIRONMENT), api.stage()),
                        format.hasSubscriptions()),
                java.time.InstantSource.system());
    }

    /** Sends a message; returns what is posted to its client. */
    private List<JsonNode> send(String body) {
        JsonNode answer = invoke(handler, event(body), context);
        assertThat(answer).isEqualTo(json("{'statusCode': 200}"));
        var posted = new ArrayList<JsonNode>();
        for (; seen < api.requests().size(); seen++) {
            ScriptedApi.Request request = api.requests().get(seen);
            assertThat(request.path()).isEqualTo("/live/@connections/R0oXAdfD0kwCH6w%3D");
            if (request.method().equals("POST")) {
                posted.add(json(request.body()));
            }
        }
        return posted;
    }

    private static JsonNode event(String body) {
        ObjectNode event = JSON.createObjectNode();
        event.putObject("requestContext")
                .put("routeKey", "subscribe")
                .put("eventType", "MESSAGE")
                .put("connectionId", ID);
        return event.put("body", body);
    }

    private static String subscribe(String sub, long rev, String after) {
        ObjectNode message =
                JSON.createObjectNode().put("action", "subscribe").put("sub", sub).put("rev", rev);
        return (after == null ? message : message.put("after", after)).toString();
    }

    private static String position(String epoch, long number) {
        return epoch + "." + number + "." + VIEW;
    }

    private static List<String> types(List<JsonNode> answers) {
        return answers.stream().map(answer -> answer.get("type").textValue()).toList();
    }

    private String subs() {
        return log.dynamoDb()
                .getItem(
                        request ->
                                request.tableName(SimulatedDynamoDb.CONNECTIONS)
                                        .key(Map.of("ConnectionId", AttributeValue.fromS(ID))))
                .item()
                .get("Terms")
                .s()
                .substring("1.1..".length());
    }

    /** Returns the metrics of the last line of the log. */
    private Map<String, Integer> metrics() {
        JsonNode line = json(context.lines().getLast());
        var metrics = new java.util.HashMap<String, Integer>();
        for (JsonNode metric : line.at("/_aws/CloudWatchMetrics/0/Metrics")) {
            String name = metric.get("Name").textValue();
            metrics.put(name, line.get(name).intValue());
        }
        return metrics;
    }
}
