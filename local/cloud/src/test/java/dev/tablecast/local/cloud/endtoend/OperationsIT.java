package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.SchedulePace;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.local.cloud.provision.Resource;
import dev.tablecast.local.cloud.stream.StreamFaults;
import dev.tablecast.testing.watching.WatchingClient;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The metrics of the dashboard and the alarms, compared with those that the functions emit. */
class OperationsIT {
    private static final String NAMESPACE = "Tablecast";

    private static final Faults GIVING_UP =
            Faults.NONE.withStream(
                    StreamFaults.expiring(records -> records.toString().contains("given up")));

    @Test
    void everyMetricOfOursIsOneThatAFunctionWrites() {
        var faults = new ScriptedFaults();
        faults.set(GIVING_UP);
        try (var system =
                TestSystem.start(
                        options ->
                                options.withFaults(faults.faults())
                                        .withFunctionLog(faults)
                                        .withPace(SchedulePace.every(Duration.ofMillis(500))),
                        "projection",
                        "ALL",
                        "snapshot",
                        "scan")) {
            refuseOnePost(system, faults);
            WatchingClient client = system.connect();
            system.put("1", "value", "fine");
            await().until(() -> client.values("/keys/id").size() == 1);
            resume(system);
            takeSnapshot(system);
            system.put("2", "value", "given up");
            await().until(() -> client.closed().isDone());
            await().until(() -> faults.sum("DiscardedBatches") == 1);
            await().until(() -> faults.sum("Sweeps") > 0);

            assertThat(shown(system)).isNotEmpty().isSubsetOf(written(faults));
            assertThat(watched(system)).isNotEmpty().isSubsetOf(written(faults));
        }
    }

    /** A client subscribes with a position, whatever becomes of it. */
    private static void resume(TestSystem system) {
        WatchingClient client = system.connect(WatchingClient.builder().subprotocols("tablecast"));
        client.subscribe(1, "000000001.1.x");
        await().until(() -> client.texts().size() == 3);
    }

    private static void takeSnapshot(TestSystem system) {
        WatchingClient client = system.connect(WatchingClient.builder().subprotocols("tablecast"));
        client.send("{\"action\":\"subscribe\",\"sub\":\"a\",\"rev\":1,\"snapshot\":true}");
        await().until(() -> client.texts().size() == 3);
    }

    private static void refuseOnePost(TestSystem system, ScriptedFaults faults) {
        WatchingClient refused = system.connect();
        String id = system.rows().getFirst();
        faults.set(
                GIVING_UP.withConnections(
                        call ->
                                call.method().equals("POST") && call.connectionId().equals(id)
                                        ? new ManagementFaults.Answer(403)
                                        : new ManagementFaults.None()));
        system.put("0", "value", "refused");
        await().until(() -> refused.closed().isDone());
    }

    /** Each as name and function. */
    private static TreeSet<String> written(ScriptedFaults log) {
        var written = new TreeSet<String>();
        for (JsonNode line : log.metrics()) {
            JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
            assertThat(directive.get("Namespace").asText()).isEqualTo(NAMESPACE);
            assertThat(directive.get("Dimensions").toString()).isEqualTo("[[\"FunctionName\"]]");
            String function = line.get("FunctionName").asText();
            for (JsonNode metric : directive.get("Metrics")) {
                written.add(metric.get("Name").asText() + " of " + function);
            }
        }
        return written;
    }

    private static TreeSet<String> shown(TestSystem system) {
        var shown = new TreeSet<String>();
        for (Resource dashboard : resources(system, "aws:cloudwatch/dashboard:Dashboard")) {
            JsonNode body = WatchingClient.json(dashboard.inputs().get("dashboardBody").toString());
            for (JsonNode widget : body.get("widgets")) {
                for (JsonNode metric : widget.at("/properties/metrics")) {
                    if (metric.get(0).asText().equals(NAMESPACE)) {
                        assertThat(metric.get(2).asText()).isEqualTo("FunctionName");
                        shown.add(metric.get(1).asText() + " of " + metric.get(3).asText());
                    }
                }
            }
        }
        return shown;
    }

    private static TreeSet<String> watched(TestSystem system) {
        var watched = new TreeSet<String>();
        for (Resource alarm : resources(system, "aws:cloudwatch/metricAlarm:MetricAlarm")) {
            if (NAMESPACE.equals(alarm.inputs().get("namespace"))) {
                var dimensions = (Map<?, ?>) alarm.inputs().get("dimensions");
                watched.add(
                        alarm.inputs().get("metricName") + " of " + dimensions.get("FunctionName"));
            }
        }
        return watched;
    }

    private static Iterable<Resource> resources(TestSystem system, String type) {
        return system.cloud().resources().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }
}
