package dev.tablecast.infrastructure.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.aws.cloudwatch.Dashboard;
import com.pulumi.aws.cloudwatch.DashboardArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.tablecast.infrastructure.operations.Widget.Line;
import dev.tablecast.infrastructure.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The dashboard of a stack: activity, failures and costs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">Dashboard
 *     body structure and syntax</a>
 */
public final class OperationsDashboard extends ComponentResource {
    private static final String NAME = "operations";
    private static final int COLUMNS = 2;
    private static final int ALARMS_HEIGHT = 3;

    /** Members in a fixed order, so that an unchanged dashboard has no diff. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private final Dashboard dashboard;
    private final SystemMetrics metrics;
    private final boolean mappingMetrics;

    public OperationsDashboard(SystemMetrics metrics, List<Output<String>> alarms, Stack stack) {
        super("tablecast:infrastructure:OperationsDashboard", stack.logical(NAME), stack.parent());
        this.metrics = metrics;
        this.mappingMetrics = stack.features().mappingMetrics();
        dashboard =
                new Dashboard(
                        stack.logical(NAME),
                        DashboardArgs.builder()
                                .dashboardName(stack.names().prefix())
                                .dashboardBody(body(alarms))
                                .build(),
                        CustomResourceOptions.builder().parent(this).build());
        registerOutputs(Map.of("name", dashboard.dashboardName()));
    }

    public Output<String> name() {
        return dashboard.dashboardName();
    }

    private List<Widget> widgets() {
        return List.of(
                Widget.sums(
                        "Deliveries",
                        broadcast("Targeted", "connections"),
                        broadcast("Delivered", "of them served")),
                Widget.sums(
                        "Connections that got no message",
                        broadcast("Gone", "gone, row deleted"),
                        broadcast("NotOpenYet", "not open yet"),
                        broadcast("Expired", "closed at the end of their token"),
                        broadcast("Closed", "closed for taking nothing"),
                        broadcast("Refused", "refused and closed"),
                        broadcast("NotClosed", "neither served nor closed"),
                        new Line(metrics.posts("RefusedPosts"), "posts and closes refused")),
                age(),
                open(),
                log(),
                resuming(),
                connections(),
                errors(),
                throttles(),
                durations(),
                costs());
    }

    private Widget age() {
        return new Widget(
                "Age of the oldest change when it was delivered, ms",
                "Maximum",
                Duration.ofMinutes(1),
                List.of(
                        new Line(metrics.broadcast("OldestChangeAge"), "half of them", "p50"),
                        new Line(metrics.broadcast("OldestChangeAge"), "99 of 100", "p99"),
                        new Line(metrics.trigger("IteratorAge"), "oldest that Lambda has read")));
    }

    private Widget open() {
        return new Widget(
                "Open connections, as the sweep counts them",
                "Maximum",
                Duration.ofMinutes(5),
                List.of(new Line(metrics.sweep("Connections"), "connections")));
    }

    private Widget log() {
        var lines =
                new ArrayList<>(
                        List.of(
                                new Line(metrics.broadcast("Appended"), "changes appended", "Sum"),
                                new Line(metrics.broadcast("Changes"), "changes sent", "Sum"),
                                new Line(metrics.sweep("LagChanges"), "changes not sent yet"),
                                new Line(
                                        metrics.sweep("LagSeconds"),
                                        "seconds since the oldest of them")));
        if (mappingMetrics) {
            lines.add(new Line(metrics.mapping("PolledEventCount"), "read from stream", "Sum"));
        }
        return new Widget("The log", "Maximum", Duration.ofMinutes(1), lines);
    }

    private Widget resuming() {
        return Widget.sums(
                "Resuming, and starting over",
                new Line(metrics.subscribed("Replays"), "clients that returned"),
                new Line(metrics.subscribed("Replayed"), "changes that they were sent"),
                new Line(metrics.subscribed("ReplayResets"), "clients that start over"),
                new Line(metrics.subscribed("Snapshots"), "snapshots"),
                new Line(metrics.subscribed("SnapshotItems"), "items of snapshots"),
                broadcast("Resets", "new epochs of the feed"),
                new Line(metrics.posts("Throttled"), "posts that API Gateway throttled"));
    }

    private Widget connections() {
        return Widget.sums(
                "WebSocket API",
                api("ConnectCount", "connects"),
                api("ClientError", "refused, 4xx"),
                api("IntegrationError", "errors of functions"),
                api("ExecutionError", "errors of API Gateway"));
    }

    private Widget errors() {
        var lines = new ArrayList<>(ofFunctions("Errors"));
        lines.add(broadcast("FailedBroadcasts", "broadcasts"));
        lines.add(new Line(metrics.sweep("FailedSweeps"), "sweeps"));
        lines.add(workflow("ExecutionsFailed", "executions failed"));
        lines.add(workflow("ExecutionsTimedOut", "executions timed out"));
        lines.add(workflow("ExecutionsAborted", "executions aborted"));
        lines.add(new Line(metrics.discarded("DiscardedBatches"), "batches given up"));
        lines.add(new Line(metrics.discarded("DiscardedRecords"), "changes given up"));
        return Widget.sums("Errors", lines);
    }

    private Widget throttles() {
        var lines = new ArrayList<>(ofFunctions("Throttles"));
        lines.add(workflow("ExecutionThrottled", "workflow"));
        lines.add(new Line(metrics.connections("ReadThrottleEvents"), "reads of connections"));
        lines.add(new Line(metrics.connections("WriteThrottleEvents"), "writes of connections"));
        lines.add(new Line(metrics.changeLog("ReadThrottleEvents"), "reads of the log"));
        lines.add(new Line(metrics.changeLog("WriteThrottleEvents"), "writes of the log"));
        return Widget.sums("Throttles", lines);
    }

    private Widget durations() {
        return new Widget(
                "Durations of 99 of 100, ms",
                "p99",
                Duration.ofMinutes(1),
                ofFunctions("Duration"));
    }

    /** Returns the widget of billed quantities by the hour. */
    private Widget costs() {
        return new Widget(
                "Cost drivers, an hour",
                "Sum",
                Duration.ofHours(1),
                List.of(
                        api("MessageCount", "WebSocket messages"),
                        workflow("ExecutionsStarted", "executions"),
                        workflow("ExpressExecutionBilledDuration", "of executions, billed ms"),
                        new Line(metrics.post("Duration"), "of posting, ms"),
                        new Line(metrics.connections("ConsumedReadCapacityUnits"), "read units"),
                        new Line(metrics.connections("ConsumedWriteCapacityUnits"), "write units"),
                        new Line(
                                metrics.changeLog("ConsumedReadCapacityUnits"),
                                "read units of the log"),
                        new Line(
                                metrics.changeLog("ConsumedWriteCapacityUnits"),
                                "write units of the log"),
                        new Line(metrics.workflowLog("IncomingBytes"), "bytes of trace")));
    }

    private List<Line> ofFunctions(String name) {
        return metrics.functions(name).entrySet().stream()
                .map(function -> new Line(function.getValue(), function.getKey()))
                .toList();
    }

    private Line broadcast(String name, String label) {
        return new Line(metrics.broadcast(name), label);
    }

    private Line workflow(String name, String label) {
        return new Line(metrics.workflow(name), label);
    }

    private Line api(String name, String label) {
        return new Line(metrics.api(name), label);
    }

    private Output<String> body(List<Output<String>> alarms) {
        return metrics.workflow()
                .stateMachine()
                .arn()
                .apply(arn -> placed(alarms, AwsConsole.of(arn).region()))
                .applyValue(widgets -> json(Map.of("widgets", widgets)));
    }

    /** Returns the body: alarms on top, then two graphs per row. */
    private Output<List<Map<String, Object>>> placed(List<Output<String>> alarms, String region) {
        var placed = new ArrayList<Output<Map<String, Object>>>();
        placed.add(Output.all(alarms).applyValue(OperationsDashboard::alarms));
        for (Widget widget : widgets()) {
            int place = placed.size() - 1;
            int x = place % COLUMNS * Widget.WIDTH;
            int y = ALARMS_HEIGHT + place / COLUMNS * Widget.HEIGHT;
            placed.add(widget.json(x, y, region));
        }
        return Output.all(placed);
    }

    private static Map<String, Object> alarms(List<String> arns) {
        return Map.of(
                "type",
                "alarm",
                "x",
                0,
                "y",
                0,
                "width",
                COLUMNS * Widget.WIDTH,
                "height",
                ALARMS_HEIGHT,
                "properties",
                Map.of("title", "Alarms", "alarms", arns));
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists are always JSON", e);
        }
    }
}
