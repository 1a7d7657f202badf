package dev.tablecast.infrastructure.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.infrastructure.ProvisionedStack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationsDashboardTest {
    private static final int COLUMNS = 24;

    private final JsonNode widgets = widgets(ProvisionedStack.withTokens());

    @Test
    void itsNameIsTheStacks() {
        assertThat(ProvisionedStack.byDefault().inputs("Dashboard", "operations"))
                .containsEntry("dashboardName", "tablecast-dev");
    }

    @Test
    void itShowsTheStateOfEveryAlarm() {
        var stack = ProvisionedStack.withTokens();
        var alarms =
                stack.resources().stream()
                        .filter(resource -> resource.type().endsWith(":MetricAlarm"))
                        .map(
                                alarm ->
                                        "arn:aws:cloudwatch:us-east-1:123456789012:alarm:"
                                                + alarm.name())
                        .toList();

        assertThat(widgets.get(0).get("type").asText()).isEqualTo("alarm");
        assertThat(texts(widgets.get(0).at("/properties/alarms")))
                .containsExactlyInAnyOrderElementsOf(alarms);
    }

    @Test
    void itShowsWhatWasDeliveredWhatWasNotAndWhyAndHowLate() {
        assertThat(metrics())
                .contains(
                        "Tablecast Targeted FunctionName stream-trigger",
                        "Tablecast Delivered FunctionName stream-trigger",
                        "Tablecast Gone FunctionName stream-trigger",
                        "Tablecast Expired FunctionName stream-trigger",
                        "Tablecast Connections FunctionName stream-trigger",
                        "Tablecast FailedSweeps FunctionName stream-trigger",
                        "Tablecast Closed FunctionName stream-trigger",
                        "Tablecast NotClosed FunctionName stream-trigger",
                        "Tablecast RefusedPosts FunctionName post",
                        "Tablecast OldestChangeAge FunctionName stream-trigger",
                        "AWS/Lambda IteratorAge FunctionName stream-trigger",
                        "Tablecast DiscardedBatches FunctionName discarded-batches",
                        "AWS/States ExecutionsFailed StateMachineArn"
                                + " arn:aws:states:us-east-1:123456789012:stateMachine:broadcast",
                        "AWS/ApiGateway ConnectCount ApiId websocket-id Stage live");
    }

    @Test
    void itShowsWhatIsReadFromTheStream() {
        assertThat(metrics())
                .contains(
                        "AWS/Lambda PolledEventCount EventSourceMappingUUID"
                                + " 91eaeb7e-c976-11ed-afa1-0242ac120002");
    }

    @Test
    void itShowsWhatTheLogHasAndWhatOfItWasNotSent() {
        assertThat(metrics())
                .contains(
                        "Tablecast Appended FunctionName stream-trigger",
                        "Tablecast Changes FunctionName stream-trigger",
                        "Tablecast LagChanges FunctionName stream-trigger",
                        "Tablecast LagSeconds FunctionName stream-trigger",
                        "Tablecast Resets FunctionName stream-trigger",
                        "Tablecast Throttled FunctionName post",
                        "Tablecast Replays FunctionName subscribe",
                        "Tablecast Replayed FunctionName subscribe",
                        "Tablecast ReplayResets FunctionName subscribe",
                        "Tablecast Snapshots FunctionName subscribe",
                        "Tablecast SnapshotItems FunctionName subscribe",
                        "AWS/DynamoDB ConsumedReadCapacityUnits TableName ChangeLog",
                        "AWS/DynamoDB WriteThrottleEvents TableName ChangeLog");
    }

    @Test
    void itShowsErrorsThrottlesAndDurationsOfEveryFunction() {
        for (String function :
                List.of(
                        "authorize",
                        "connect",
                        "disconnect",
                        "subscribe",
                        "post",
                        "stream-trigger",
                        "discarded-batches")) {
            for (String metric : List.of("Errors", "Throttles", "Duration")) {
                assertThat(metrics())
                        .contains("AWS/Lambda " + metric + " FunctionName " + function);
            }
        }
        assertThat(widgets(ProvisionedStack.byDefault()).toString()).doesNotContain("authorize");
    }

    @Test
    void itShowsWhatIsPaidFor() {
        assertThat(metrics())
                .contains(
                        "AWS/ApiGateway MessageCount ApiId websocket-id Stage live",
                        "AWS/States ExpressExecutionBilledDuration StateMachineArn"
                                + " arn:aws:states:us-east-1:123456789012:stateMachine:broadcast",
                        "AWS/DynamoDB ConsumedReadCapacityUnits TableName WebSocketManager",
                        "AWS/Logs IncomingBytes LogGroupName"
                                + " /aws/vendedlogs/states/tablecast-dev-broadcast");
    }

    @Test
    void everyGraphIsOfTheStacksRegionAndSaysWhatItShows() {
        for (JsonNode graph : graphs()) {
            assertThat(graph.at("/properties/region").asText()).isEqualTo("us-east-1");
            assertThat(graph.at("/properties/title").asText()).isNotBlank();
            assertThat(graph.at("/properties/period").asInt() % 60).isZero();
            for (JsonNode metric : graph.at("/properties/metrics")) {
                assertThat(metric.get(metric.size() - 1).get("label").asText()).isNotBlank();
            }
        }
    }

    @Test
    void noTwoWidgetsLieInTheSamePlace() {
        Set<String> taken = new HashSet<>();
        for (JsonNode widget : widgets) {
            int x = widget.get("x").asInt();
            int y = widget.get("y").asInt();
            assertThat(x + widget.get("width").asInt()).isLessThanOrEqualTo(COLUMNS);
            for (int column = x; column < x + widget.get("width").asInt(); column++) {
                for (int row = y; row < y + widget.get("height").asInt(); row++) {
                    assertThat(taken.add(column + "," + row)).as(widget.toString()).isTrue();
                }
            }
        }
    }

    private List<JsonNode> graphs() {
        var graphs = new ArrayList<JsonNode>();
        widgets.forEach(
                widget -> {
                    if (widget.get("type").asText().equals("metric")) {
                        graphs.add(widget);
                    }
                });
        assertThat(graphs).hasSizeGreaterThan(5);
        return graphs;
    }

    /** Each as namespace, name and dimensions. */
    private List<String> metrics() {
        var metrics = new ArrayList<String>();
        for (JsonNode graph : graphs()) {
            for (JsonNode metric : graph.at("/properties/metrics")) {
                var path = texts(metric);
                metrics.add(String.join(" ", path.subList(0, path.size() - 1)));
            }
        }
        return metrics;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static JsonNode widgets(ProvisionedStack stack) {
        try {
            return new JsonMapper()
                    .readTree((String) stack.inputs("Dashboard", "operations").get("dashboardBody"))
                    .get("widgets");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
