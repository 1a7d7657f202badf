package dev.tablecast.functions.stream;

import static dev.tablecast.functions.Invocation.event;
import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.functions.TestContext;
import dev.tablecast.functions.log.BroadcastFailedException;
import dev.tablecast.functions.settings.InvalidSettingsException;
import dev.tablecast.functions.sweep.SweepFailedException;
import dev.tablecast.functions.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTriggerHandlerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:05Z");

    private static final Map<String, Long> ENDS =
            Map.of(
                    "targeted", 9L,
                    "delivered", 2L,
                    "gone", 2L,
                    "notOpenYet", 1L,
                    "retried", 4L,
                    "expired", 1L,
                    "closed", 2L,
                    "refused", 1L);

    private final List<JsonNode> executions = new ArrayList<>();
    private final Set<Integer> failing = new HashSet<>();
    private Runnable duringExecution = () -> {};
    private final Workflow workflow =
            input -> {
                executions.add(json(input));
                var once = duringExecution;
                duringExecution = () -> {};
                once.run();
                return failing.contains(executions.size())
                        ? new Workflow.Outcome.Failed("arn", "States.TaskFailed")
                        : new Workflow.Outcome.Succeeded(ENDS);
            };

    @Test
    void aBatchIsBroadcastInOneExecution() {
        JsonNode answer = invoke(handler(new JsonMessages(new Projection.All())), event("stream"));

        assertThat(answer).isEqualTo(json("{'batchItemFailures': []}"));
        assertThat(executions).hasSize(1);
        assertThat(executions.get(0).get("changes").intValue()).isEqualTo(3);
        assertThat(executions.get(0).get("oldestChange").textValue())
                .isEqualTo("2026-11-22T10:00:00Z");
        JsonNode changes = json(executions.get(0).at("/messages/0").textValue()).get("changes");
        assertThat(changes.findValuesAsText("event")).containsExactly("INSERT", "MODIFY", "REMOVE");
        assertThat(changes.get(0).get("at").textValue()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(changes.get(1).get("changed")).isEqualTo(json("{'c':['zip']}").get("c"));
        assertThat(changes.get(2).at("/old/zip").intValue()).isEqualTo(10115);
    }

    @Test
    void aBatchWhoseBroadcastFailedIsTriedAgainFromThereAndSendsNothingTwice() {
        var handler = handler(all());
        failing.add(2);

        assertThatThrownBy(() -> invoke(handler, large()))
                .isInstanceOf(BroadcastFailedException.class)
                .hasMessageContaining("States.TaskFailed");
        assertThat(executions).hasSize(2);
        assertThat(invoke(handler, large())).isEqualTo(json("{'batchItemFailures': []}"));

        assertThat(events()).containsExactly("INSERT", "MODIFY", "MODIFY", "REMOVE");
    }

    @Test
    void aBatchThatIsDeliveredAgainIsNotSentAgainHoweverItIsCut() {
        var handler = handler(all());
        invoke(handler, event("stream"));
        JsonNode firstTwo = event("stream");
        ((ArrayNode) firstTwo.get("Records")).remove(2);
        JsonNode last = event("stream");
        ((ArrayNode) last.get("Records")).remove(0);
        ((ArrayNode) last.get("Records")).remove(0);

        invoke(handler, event("stream"));
        invoke(handler, firstTwo);
        invoke(handler, last);

        assertThat(executions).hasSize(1);
    }

    @Test
    void aRecordThatCantBeDecodedClosesEveryoneAndHoldsNothingUp() {
        JsonNode event = large();
        ((ObjectNode) event.at("/Records/1")).put("eventName", "UPSERT");

        JsonNode answer = invoke(handler(all()), event);

        assertThat(answer).isEqualTo(json("{'batchItemFailures': []}"));
        assertThat(executions).hasSize(2);
        assertThat(executions.getFirst())
                .isEqualTo(
                        json(
                                "{'messages':[],'closeConnectedBefore':%d}"
                                        .formatted(NOW.toEpochMilli())));
        assertThat(events()).containsExactly("REMOVE");
    }

    @Test
    void aRecordWithoutAnythingIsAResetToo() {
        JsonNode event =
                json("{'Records':[{'eventSource':'aws:dynamodb'},{'eventSource':'aws:dynamodb'}]}");

        assertThat(invoke(handler(all()), event)).isEqualTo(json("{'batchItemFailures': []}"));

        assertThat(executions).hasSize(1);
        assertThat(executions.getFirst().has("closeConnectedBefore")).isTrue();
    }

    @Test
    void theFirstBatchThroughAnotherMappingClosesEveryoneAndALateOneOfTheOldIsCovered() {
        var handler = handler(all());
        invoke(handler, event("stream"), through("g-1"));
        executions.clear();

        invoke(handler, renamed("new"), through("g-2"));
        JsonNode late = invoke(handler, renamed("late"), through("g-1"));

        assertThat(late).isEqualTo(json("{'batchItemFailures': []}"));
        assertThat(executions).hasSize(2);
        assertThat(executions.getFirst().has("closeConnectedBefore")).isTrue();
        assertThat(executions.get(1).get("changes").intValue()).isEqualTo(3);
    }

    @Test
    void whatOthersAppendedIsHandedOverAndTheNextHolderSendsIt() {
        var fixture = new TriggerFixture(workflow, NOW);
        var handler = fixture.handler(all());
        var other = fixture.handler(all());
        duringExecution =
                () -> {
                    invoke(other, renamed("other"));
                    fixture.now = fixture.now.plusSeconds(4);
                };

        invoke(handler, event("stream"));

        assertThat(executions).hasSize(1);
        assertThat(fixture.invocations).hasSize(1);
        String[] invocation = fixture.invocations.getFirst().split(" ", 2);
        assertThat(invocation[0]).endsWith(":function:live");
        invoke(handler, json(invocation[1]));
        assertThat(executions).hasSize(2);
        assertThat(fixture.log().head().orElseThrow().hasDebt()).isFalse();
    }

    @Test
    void theSweepSendsWhatNobodyHolds() {
        var fixture = new TriggerFixture(workflow, NOW);
        var handler = fixture.handler(all());
        failing.add(1);
        assertThatThrownBy(() -> invoke(handler, event("stream")))
                .isInstanceOf(BroadcastFailedException.class);
        JsonNode sweep = json("{'Records':[{'eventSource':'aws:scheduler'}]}");

        invoke(handler, sweep);
        assertThat(events()).hasSize(3);
        fixture.now = fixture.now.plusSeconds(16);
        invoke(handler, sweep);

        assertThat(events()).hasSize(6);
        assertThat(fixture.log().head().orElseThrow().hasDebt()).isFalse();
    }

    @Test
    void everyAttributeTypeOfAStreamRecordIsRead() {
        JsonNode event = event("stream");
        ((ObjectNode) event.at("/Records/0/dynamodb"))
                .set(
                        "NewImage",
                        json(
                                "{'b':{'B':'AAEC'},'bs':{'BS':['AA==','AQ==']},"
                                    + "'bool':{'BOOL':true},'l':{'L':[{'N':'1'},{'NULL':true}]},"
                                    + "'m':{'M':{'x':{'S':''}}},"
                                    + "'n':{'N':'12345678901234567890123456789012345678'},"
                                    + "'ns':{'NS':['1','2.5']},'nul':{'NULL':true},"
                                    + "'ss':{'SS':['a','b']}}"));

        invoke(handler(new JsonMessages(new Projection.All())), event);

        JsonNode image = json(executions.get(0).at("/messages/0").textValue()).at("/changes/0/new");
        assertThat(image)
                .isEqualTo(
                        json(
                                "{'b':'AAEC','bool':true,'bs':['AA==','AQ=='],'l':[1,null],"
                                        + "'m':{'x':''},"
                                        + "'n':'12345678901234567890123456789012345678',"
                                        + "'ns':[1,2.5],'nul':null,'ss':['a','b']}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE"})
    void aStreamThatLacksAnImageMakesAMessageWithoutIt(String viewType) {
        JsonNode event = event("stream");
        ObjectNode modify = (ObjectNode) event.at("/Records/1/dynamodb");
        modify.put("StreamViewType", viewType);
        if (!viewType.equals("NEW_IMAGE")) {
            modify.remove("NewImage");
        }
        if (!viewType.equals("OLD_IMAGE")) {
            modify.remove("OldImage");
        }

        invoke(handler(new JsonMessages(new Projection.All())), event);

        JsonNode change =
                json(executions.getFirst().at("/messages/0").textValue()).at("/changes/1");
        assertThat(change.get("event").textValue()).isEqualTo("MODIFY");
        assertThat(change.get("keys")).isNotEmpty();
        assertThat(change.has("new")).isEqualTo(viewType.equals("NEW_IMAGE"));
        assertThat(change.has("old")).isEqualTo(viewType.equals("OLD_IMAGE"));
        assertThat(change.has("changed")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/eventName, null, 'eventName is \"null\"; it may be one of [INSERT, MODIFY, REMOVE]'",
        "/eventName, '\"TRUNCATE\"', 'eventName is \"TRUNCATE\"; it may be one of"
                + " [INSERT, MODIFY, REMOVE]'",
        "/eventID, null, the stream record has no eventID",
        "/dynamodb/Keys, {}, the stream record's dynamodb.Keys are empty",
        "/dynamodb/Keys, '{\"id\":{}}', 'dynamodb.Keys.id has no type of S, N, B, BOOL, NULL, M, L,"
                + " SS, NS, BS'",
        "/dynamodb/NewImage, '{\"a\":{\"L\":[{}]}}', 'dynamodb.NewImage.a[] has no type of S, N, B,"
                + " BOOL, NULL, M, L, SS, NS, BS'",
        "/dynamodb/ApproximateCreationDateTime, null, the stream record has no"
                + " dynamodb.ApproximateCreationDateTime"
    })
    void aRecordThatIsNoChangeIsReportedByField(String field, String value, String message) {
        JsonNode event = event("stream");
        int name = field.lastIndexOf('/') + 1;
        JsonNode second = event.at("/Records/1");
        ((ObjectNode) second.at(field.substring(0, name - 1)))
                .set(field.substring(name), json("null".equals(value) ? "null" : value));
        var decoder =
                new RequestHandler<DynamodbEvent, String>() {
                    @Override
                    public String handleRequest(DynamodbEvent input, Context context) {
                        return StreamRecords.decode(input.getRecords().get(1)).id();
                    }
                };

        assertThatThrownBy(() -> invoke(decoder, event))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessage(message);
    }

    @Test
    void everyBroadcastLeavesARecordOfItsMetrics() {
        failing.add(3);
        var context = new TestContext();

        assertThatThrownBy(() -> invoke(handler(all()), large(), context))
                .isInstanceOf(BroadcastFailedException.class);

        assertThat(context.lines()).hasSize(3);
        JsonNode delivered = json(context.lines().get(0));
        assertThat(delivered.at("/_aws/CloudWatchMetrics/0/Namespace").textValue())
                .isEqualTo("Tablecast");
        assertThat(delivered.at("/_aws/CloudWatchMetrics/0/Dimensions"))
                .isEqualTo(json("{'_':[['FunctionName']]}").get("_"));
        assertThat(delivered.get("FunctionName").textValue()).isEqualTo("function");
        assertThat(metrics(delivered))
                .containsAllEntriesOf(
                        Map.of(
                                "Targeted", 9L,
                                "Delivered", 2L,
                                "Gone", 2L,
                                "NotOpenYet", 1L,
                                "Retried", 4L,
                                "Expired", 1L,
                                "Closed", 2L,
                                "Refused", 1L,
                                "Changes", 1L,
                                "OldestChangeAge", 5_000L));
        assertThat(metrics(delivered)).containsEntry("FailedBroadcasts", 0L);
        JsonNode failed = json(context.lines().get(2));
        assertThat(metrics(failed)).isEqualTo(Map.of("Changes", 1L, "FailedBroadcasts", 1L));
        assertThat(failed.get("error").textValue()).isEqualTo("States.TaskFailed");
    }

    @Test
    void theScheduleStartsTheWorkflowWithNothingToSend() {
        var context = new TestContext();

        JsonNode answer =
                invoke(
                        handler(all()),
                        json("{'Records':[{'eventSource':'aws:scheduler'}]}"),
                        context);

        assertThat(answer).isEqualTo(json("{'batchItemFailures': []}"));
        assertThat(executions).containsExactly(json("{'messages': []}"));
        assertThat(metrics(json(context.lines().getFirst())))
                .isEqualTo(
                        Map.of(
                                "Sweeps", 1L,
                                "FailedSweeps", 0L,
                                "Connections", 4L,
                                "Expired", 1L,
                                "Gone", 2L,
                                "Refused", 1L));
    }

    @Test
    void aSweepThatFailsFailsTheFunctionAndIsCounted() {
        failing.add(1);
        var context = new TestContext();

        assertThatThrownBy(
                        () ->
                                invoke(
                                        handler(all()),
                                        json("{'Records':[{'eventSource':'aws:scheduler'}]}"),
                                        context))
                .isInstanceOf(SweepFailedException.class)
                .hasMessage("execution arn ended with States.TaskFailed");
        assertThat(metrics(json(context.lines().getFirst())))
                .isEqualTo(Map.of("Sweeps", 0L, "FailedSweeps", 1L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};the event has no Records",
                "{'Records':[]};the event has no Records",
                "{'Records':null};the event has no Records",
                "{'Records':[null]};Records[0].eventSource is missing",
                "{'Records':[{'eventSource':'aws:sqs'}]};Records[0].eventSource is \"aws:sqs\"",
                "{'Records':[{'eventSource':'aws:scheduler'},{'eventSource':'aws:scheduler'}]};"
                        + "Records[0].eventSource is \"aws:scheduler\"",
                "{'detail-type':'Scheduled Event','source':'aws.events'};the event has no Records"
            })
    void anEventThatIsNeitherABatchNorTheSchedulesIsRefused(String event, String message) {
        assertThatThrownBy(() -> invoke(handler(all()), json(event.replace('\'', '"'))))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessage(
                        message
                                + "; the function takes records with the eventSource"
                                + " \"aws:dynamodb\", or a single one with \"aws:scheduler\" or"
                                + " \"tablecast:hand-over\"");
        assertThat(executions).isEmpty();
    }

    @Test
    void everyWrongSettingIsNamedAtOnce() {
        assertThatThrownBy(
                        () ->
                                new StreamTriggerHandler(
                                        Map.of("MESSAGE_FORMAT", "json", "PROJECTION", "INCLUDE")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("STATE_MACHINE_ARN is not set")
                .hasMessageContaining("CHANGE_LOG_TABLE is not set")
                .hasMessageContaining("FEED is not set")
                .hasMessageContaining(
                        "PROJECTION_ATTRIBUTES is not set; PROJECTION INCLUDE needs it");
    }

    private StreamTriggerHandler handler(MessageFormat format) {
        return TriggerFixture.trigger(format, workflow, NOW);
    }

    private static MessageFormat all() {
        return new JsonMessages(new Projection.All());
    }

    /** Returns an invocation through an alias. */
    private static Context through(String alias) {
        return new TestContext("arn:aws:lambda:us-east-1:000000000000:function:function:" + alias);
    }

    /** Returns the batch with other events. */
    private static JsonNode renamed(String prefix) {
        JsonNode event = event("stream");
        event.get("Records")
                .forEach(
                        next ->
                                ((ObjectNode) next)
                                        .put("eventID", prefix + next.get("eventID").textValue()));
        return event;
    }

    /** Returns the batch with images so large that no two changes share an execution. */
    private static JsonNode large() {
        JsonNode event = event("stream");
        for (JsonNode next : event.get("Records")) {
            for (String image : List.of("NewImage", "OldImage")) {
                if (next.get("dynamodb").get(image) instanceof ObjectNode item) {
                    item.set("text", json("{'S':'" + "x".repeat(25_000) + "'}"));
                    if (next.get("dynamodb").has("NewImage") && image.equals("OldImage")) {
                        item.remove("text");
                    }
                }
            }
        }
        return event;
    }

    private List<String> events() {
        var events = new ArrayList<String>();
        for (JsonNode execution : executions) {
            for (JsonNode message : execution.get("messages")) {
                events.addAll(json(message.textValue()).findValuesAsText("event"));
            }
        }
        return events;
    }

    /** What CloudWatch makes of a line. */
    private static Map<String, Long> metrics(JsonNode line) {
        var metrics = new HashMap<String, Long>();
        for (JsonNode metric : line.at("/_aws/CloudWatchMetrics/0/Metrics")) {
            String name = metric.get("Name").textValue();
            metrics.put(name, line.get(name).longValue());
        }
        return metrics;
    }
}
