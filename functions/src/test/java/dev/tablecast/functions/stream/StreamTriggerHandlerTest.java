package dev.tablecast.functions.stream;

import static dev.tablecast.functions.Invocation.event;
import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.functions.TestContext;
import dev.tablecast.functions.limits.Recount;
import dev.tablecast.functions.settings.InvalidSettingsException;
import dev.tablecast.functions.sweep.SweepFailedException;
import dev.tablecast.functions.workflow.Workflow;
import java.time.Instant;
import java.time.InstantSource;
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
    private static final String FIRST = "100000000000000000001";
    private static final String SECOND = "100000000000000000002";
    private static final String THIRD = "100000000000000000003";

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
    private final Workflow workflow =
            input -> {
                executions.add(json(input));
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
    void aBroadcastThatFailsIsRetriedFromItsOwnFirstRecord() {
        failing.add(2);

        JsonNode answer = invoke(handler(onePerExecution()), event("stream"));

        assertThat(answer)
                .isEqualTo(json("{'batchItemFailures': [{'itemIdentifier': '" + SECOND + "'}]}"));
        assertThat(executions).hasSize(2);
    }

    @Test
    void aFailureAtTheFirstRecordFailsTheFunctionSoThatTheBatchIsSplit() {
        failing.add(1);

        assertThatThrownBy(() -> invoke(handler(onePerExecution()), event("stream")))
                .isInstanceOf(BroadcastFailedException.class)
                .hasMessageContaining("States.TaskFailed");
        assertThat(executions).hasSize(1);
    }

    @Test
    void whatComesBeforeAnUnreadableRecordIsDeliveredAndWhatComesAfterItWaits() {
        JsonNode event = event("stream");
        ((ObjectNode) event.at("/Records/1")).put("eventName", "UPSERT");

        JsonNode answer = invoke(handler(onePerExecution()), event);

        assertThat(answer)
                .isEqualTo(json("{'batchItemFailures': [{'itemIdentifier': '" + SECOND + "'}]}"));
        assertThat(executions).hasSize(1);
    }

    @Test
    void anUnreadableFirstRecordFailsTheFunctionWithTheFieldAndNotItsValue() {
        JsonNode event = event("stream");
        ((ObjectNode) event.at("/Records/0/dynamodb")).remove("Keys");

        assertThatThrownBy(() -> invoke(handler(onePerExecution()), event))
                .isInstanceOf(BroadcastFailedException.class)
                .hasMessage("the stream record has no dynamodb.Keys");
        assertThat(executions).isEmpty();
    }

    @Test
    void aRecordWithoutASequenceNumberFailsTheWholeBatch() {
        JsonNode event = event("stream");
        ((ObjectNode) event.at("/Records/2/dynamodb")).remove("SequenceNumber");

        assertThatThrownBy(() -> invoke(handler(onePerExecution()), event))
                .isInstanceOf(InvalidRecordException.class);
        assertThat(executions).isEmpty();
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
    void aRecordThatIsNoChangeIsReportedByFieldAndTheOneBeforeItArrives(
            String field, String value, String message) {
        JsonNode event = event("stream");
        int name = field.lastIndexOf('/') + 1;
        JsonNode second = event.at("/Records/1");
        ((ObjectNode) second.at(field.substring(0, name - 1)))
                .set(field.substring(name), json("null".equals(value) ? "null" : value));
        JsonNode alone = event.deepCopy();
        ((ArrayNode) alone.get("Records")).remove(0);

        JsonNode answer = invoke(handler(onePerExecution()), event);

        assertThat(answer.at("/batchItemFailures/0/itemIdentifier").textValue()).isEqualTo(SECOND);
        assertThat(executions).hasSize(1);
        assertThatThrownBy(() -> invoke(handler(onePerExecution()), alone))
                .isInstanceOf(BroadcastFailedException.class)
                .hasMessage(message);
    }

    @Test
    void thirdMessageFailingSendsTheFirstTwoNoSecondTime() {
        failing.add(3);

        JsonNode answer = invoke(handler(onePerExecution()), event("stream"));

        assertThat(answer.at("/batchItemFailures/0/itemIdentifier").textValue()).isEqualTo(THIRD);
    }

    @Test
    void everyBroadcastLeavesARecordOfItsMetrics() {
        failing.add(3);
        var context = new TestContext();

        invoke(handler(onePerExecution()), event("stream"), context);

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
                        handler(onePerExecution()),
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
                                        handler(onePerExecution()),
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
        assertThatThrownBy(() -> invoke(handler(onePerExecution()), json(event.replace('\'', '"'))))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessage(
                        message
                                + "; the function takes records with the eventSource"
                                + " \"aws:dynamodb\", or a single one with \"aws:scheduler\"");
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
                .hasMessageContaining(
                        "PROJECTION_ATTRIBUTES is not set; PROJECTION INCLUDE needs it");
    }

    private StreamTriggerHandler handler(MessageFormat format) {
        return new StreamTriggerHandler(format, workflow, Recount.none(), InstantSource.fixed(NOW));
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

    /** A text so large that no two fit one execution. */
    private static MessageFormat onePerExecution() {
        return TextTemplate.of("{id}" + "\u0001".repeat(10_000));
    }
}
