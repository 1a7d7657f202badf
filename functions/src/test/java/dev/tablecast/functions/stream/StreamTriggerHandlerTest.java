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
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.log.BroadcastFailedException;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.log.LogUnreadableException;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.message.Messages;
import dev.tablecast.functions.settings.InvalidSettingsException;
import dev.tablecast.functions.sweep.SweepFailedException;
import dev.tablecast.functions.view.Policies;
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
                    "expired", 1L,
                    "closed", 2L,
                    "refused", 1L);

    private final List<JsonNode> executions = new ArrayList<>();
    private final Set<Integer> failing = new HashSet<>();
    private String error = "States.TaskFailed";
    private Runnable duringExecution = () -> {};
    private final TriggerFixture trigger = new TriggerFixture(all(), this::run, NOW);
    private final StreamTriggerHandler handler = trigger.handler();

    private Workflow.Outcome run(String input) {
        executions.add(json(input));
        var once = duringExecution;
        duringExecution = () -> {};
        once.run();
        return failing.contains(executions.size())
                ? new Workflow.Outcome.Failed("arn", error)
                : new Workflow.Outcome.Succeeded(ENDS);
    }

    @Test
    void aBatchIsBroadcastInOneExecution() {
        JsonNode answer = invoke(handler, event("stream"));

        assertThat(answer).isEqualTo(json("{'batchItemFailures': []}"));
        assertThat(executions)
                .containsExactly(
                        json(
                                "{'feed':'Items','epoch':'%s','from':2,'to':4}"
                                        .formatted(trigger.log.head().epoch())));
        JsonNode changes = message().get("changes");
        assertThat(changes.findValuesAsText("event")).containsExactly("INSERT", "MODIFY", "REMOVE");
        assertThat(changes.get(0).get("at").textValue()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(changes.get(1).get("changed")).isEqualTo(json("{'c':['zip']}").get("c"));
        assertThat(changes.get(2).at("/old/zip").intValue()).isEqualTo(10115);
    }

    @Test
    void aBatchWhoseBroadcastFailedIsTriedAgainFromThereAndSendsNothingTwice() {
        failing.add(2);

        assertThatThrownBy(() -> invoke(handler, large()))
                .isInstanceOf(BroadcastFailedException.class)
                .hasMessageContaining("States.TaskFailed");
        assertThat(executions).hasSize(2);
        assertThat(invoke(handler, large())).isEqualTo(json("{'batchItemFailures': []}"));

        assertThat(events()).containsExactly("INSERT", "MODIFY", "MODIFY", "REMOVE");
        assertThat(executions.get(2)).isEqualTo(executions.get(1));
    }

    @Test
    void aBatchThatIsDeliveredAgainIsNotSentAgainHoweverItIsCut() {
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
    void aRecordThatCantBeDecodedIsAResetAndHoldsNothingUp() {
        JsonNode event = large();
        ((ObjectNode) event.at("/Records/1")).put("eventName", "UPSERT");

        JsonNode answer = invoke(handler, event);

        assertThat(answer).isEqualTo(json("{'batchItemFailures': []}"));
        assertThat(executions).hasSize(2);
        TriggerFixture.Sent first = trigger.frames(executions.getFirst());
        assertThat(first.reset()).hasValue(new Messages.Reset(3, LogRecord.Reason.RECORD));
        assertThat(first.texts()).isEmpty();
        assertThat(trigger.frames(executions.get(1)).reset()).isEmpty();
        assertThat(events()).containsExactly("REMOVE");
    }

    @Test
    void aRecordWithoutAnythingIsAResetToo() {
        JsonNode event =
                json("{'Records':[{'eventSource':'aws:dynamodb'},{'eventSource':'aws:dynamodb'}]}");

        assertThat(invoke(handler, event)).isEqualTo(json("{'batchItemFailures': []}"));

        assertThat(executions).hasSize(1);
        assertThat(trigger.frames(executions.getFirst()).reset())
                .hasValue(new Messages.Reset(3, LogRecord.Reason.RECORD));
    }

    @Test
    void theFirstBatchThroughAnotherMappingBeginsAnEpochAndALateOneOfTheOldIsCovered() {
        invoke(handler, event("stream"), through("g-1"));
        executions.clear();

        invoke(handler, renamed("new"), through("g-2"));
        JsonNode late = invoke(handler, renamed("late"), through("g-1"));

        assertThat(late).isEqualTo(json("{'batchItemFailures': []}"));
        assertThat(executions).hasSize(1);
        assertThat(executions.getFirst().get("from").intValue()).isEqualTo(1);
        assertThat(trigger.frames(executions.getFirst()).reset())
                .hasValue(new Messages.Reset(1, LogRecord.Reason.EPOCH));
        assertThat(message().get("changes")).hasSize(3);
    }

    @Test
    void aLogThatThePostingFunctionCantReadBeginsAnEpochWhoseResetIsBroadcast() {
        failing.add(1);
        error = LogUnreadableException.class.getName();

        assertThat(invoke(handler, event("stream"))).isEqualTo(json("{'batchItemFailures': []}"));

        assertThat(executions).hasSize(2);
        assertThat(executions.get(1).get("epoch")).isNotEqualTo(executions.get(0).get("epoch"));
        assertThat(trigger.frames(executions.get(1)).reset())
                .hasValue(new Messages.Reset(1, LogRecord.Reason.EPOCH));
        assertThat(trigger.log.head().hasDebt()).isFalse();
    }

    @Test
    void aLoggedChangeThatCantBeReadBeginsAnEpochToo() {
        trigger.log.appendUnreadable();
        var context = new TestContext();

        invoke(handler, json("{'Records':[{'eventSource':'aws:scheduler'}]}"), context);

        assertThat(metrics(json(context.lines().getFirst())))
                .isEqualTo(Map.of("LagChanges", 1L, "LagSeconds", 0L));
        assertThat(trigger.frames(executions.getFirst()).reset())
                .hasValue(new Messages.Reset(1, LogRecord.Reason.EPOCH));
        assertThat(trigger.log.head().hasDebt()).isFalse();
    }

    @Test
    void whatOthersAppendedIsHandedOverAndTheNextHolderSendsIt() {
        var other = trigger.handler();
        duringExecution =
                () -> {
                    invoke(other, renamed("other"));
                    trigger.now = trigger.now.plusSeconds(4);
                };

        invoke(handler, event("stream"));

        assertThat(executions).hasSize(1);
        assertThat(trigger.invocations).hasSize(1);
        String[] invocation = trigger.invocations.getFirst().split(" ", 2);
        assertThat(invocation[0]).endsWith(":function:live");
        invoke(handler, json(invocation[1]));
        assertThat(executions).hasSize(2);
        assertThat(trigger.log.head().hasDebt()).isFalse();
    }

    @Test
    void theSweepSendsWhatNobodyHolds() {
        failing.add(1);
        assertThatThrownBy(() -> invoke(handler, event("stream")))
                .isInstanceOf(BroadcastFailedException.class);
        JsonNode sweep = json("{'Records':[{'eventSource':'aws:scheduler'}]}");

        invoke(handler, sweep);
        assertThat(events()).hasSize(3);
        trigger.now = trigger.now.plusSeconds(16);
        invoke(handler, sweep);

        assertThat(events()).hasSize(6);
        assertThat(trigger.log.head().hasDebt()).isFalse();
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

        invoke(handler, event);

        JsonNode image = message().at("/changes/0/new");
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

        invoke(handler, event);

        JsonNode change = message().at("/changes/1");
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

        assertThatThrownBy(() -> invoke(handler, large(), context))
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
                invoke(handler, json("{'Records':[{'eventSource':'aws:scheduler'}]}"), context);

        assertThat(answer).isEqualTo(json("{'batchItemFailures': []}"));
        assertThat(executions).containsExactly(json("{'feed':'Items','epoch':'','from':1,'to':0}"));
        assertThat(metrics(json(context.lines().getFirst())))
                .isEqualTo(Map.of("LagChanges", 0L, "LagSeconds", 0L));
        assertThat(metrics(json(context.lines().get(1))))
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
                                        handler,
                                        json("{'Records':[{'eventSource':'aws:scheduler'}]}"),
                                        context))
                .isInstanceOf(SweepFailedException.class)
                .hasMessage("execution arn ended with States.TaskFailed");
        assertThat(metrics(json(context.lines().get(1))))
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
        assertThatThrownBy(() -> invoke(handler, json(event.replace('\'', '"'))))
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

    /** Returns the first message. */
    private JsonNode message() {
        return json(trigger.frames(executions.getFirst()).texts().getFirst());
    }

    private static MessageFormat all() {
        return Policies.json(new Projection.All());
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

    /** Returns the batch with images so large that no two changes share a round. */
    private static JsonNode large() {
        JsonNode event = event("stream");
        for (JsonNode next : event.get("Records")) {
            for (String image : List.of("NewImage", "OldImage")) {
                if (next.get("dynamodb").get(image) instanceof ObjectNode item) {
                    item.set("text", json("{'S':'" + "x".repeat(600_000) + "'}"));
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
            for (String message : trigger.frames(execution).texts()) {
                events.addAll(json(message).findValuesAsText("event"));
            }
        }
        return events;
    }

    /** Returns the metrics that CloudWatch extracts from a line. */
    private static Map<String, Long> metrics(JsonNode line) {
        var metrics = new HashMap<String, Long>();
        for (JsonNode metric : line.at("/_aws/CloudWatchMetrics/0/Metrics")) {
            String name = metric.get("Name").textValue();
            metrics.put(name, line.get(name).longValue());
        }
        return metrics;
    }
}
