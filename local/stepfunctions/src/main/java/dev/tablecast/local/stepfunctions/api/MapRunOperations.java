package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.execution.map.RunningMap;
import dev.tablecast.local.stepfunctions.execution.map.RunningMap.Bounds;
import dev.tablecast.local.stepfunctions.execution.map.RunningMap.Phase;
import dev.tablecast.local.stepfunctions.execution.map.RunningMap.Status;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.registry.Executions;
import dev.tablecast.local.stepfunctions.registry.MapRuns;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.math.BigDecimal;
import java.util.Map;

/**
 * The actions for Map Runs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-examine-map-run.html">Map
 *     Runs</a>
 */
record MapRunOperations(MapRuns runs, Executions executions) {
    Map<String, Operation> all() {
        return Map.of(
                "DescribeMapRun", this::describe,
                "ListMapRuns", this::list,
                "UpdateMapRun", this::update);
    }

    private JsonNode describe(Parameters parameters) {
        var run = runs.get(parameters.text("mapRunArn"));
        var view = run.view();
        var answer =
                Json.object()
                        .put("mapRunArn", run.arn())
                        .put("executionArn", run.parent().executionArn())
                        .put("status", view.status().name())
                        .put("maxConcurrency", view.bounds().maxConcurrency())
                        .put("redriveCount", view.redriveCount());
        answer.set("startDate", Wire.timestamp(view.started()));
        if (view.stopped() != null) {
            answer.set("stopDate", Wire.timestamp(view.stopped()));
        }
        if (view.redriven() != null) {
            answer.set("redriveDate", Wire.timestamp(view.redriven()));
        }
        var percentage = view.bounds().toleratedPercentage();
        var count = view.bounds().toleratedCount();
        answer.put("toleratedFailurePercentage", percentage == null ? BigDecimal.ZERO : percentage);
        answer.put("toleratedFailureCount", count == null ? 0 : count);
        answer.set("itemCounts", counts(view.items(), view));
        answer.set("executionCounts", counts(view.executions(), view));
        return answer;
    }

    private static ObjectNode counts(Map<Phase, Integer> byPhase, RunningMap.View view) {
        var json = Json.object();
        int succeeded = byPhase.getOrDefault(Phase.SUCCEEDED, 0);
        int unsuccessful =
                byPhase.getOrDefault(Phase.FAILED, 0)
                        + byPhase.getOrDefault(Phase.TIMED_OUT, 0)
                        + byPhase.getOrDefault(Phase.ABORTED, 0);
        return json.put("pending", byPhase.getOrDefault(Phase.PENDING, 0))
                .put("running", byPhase.getOrDefault(Phase.RUNNING, 0))
                .put("succeeded", succeeded)
                .put("failed", byPhase.getOrDefault(Phase.FAILED, 0))
                .put("timedOut", byPhase.getOrDefault(Phase.TIMED_OUT, 0))
                .put("aborted", byPhase.getOrDefault(Phase.ABORTED, 0))
                .put("total", byPhase.values().stream().mapToInt(Integer::intValue).sum())
                .put("resultsWritten", view.resultsWritten() ? succeeded + unsuccessful : 0)
                .put("failuresNotRedrivable", 0)
                .put("pendingRedrive", 0);
    }

    private JsonNode list(Parameters parameters) {
        var execution = executions.get(parameters.text("executionArn"));
        var page = Page.of(runs.of(execution.arn()), RunningMap::arn, parameters, Page.TOKEN);
        var answer = Json.object();
        var list = answer.putArray("mapRuns");
        page.items().forEach(run -> list.add(summary(run)));
        page.putToken(answer);
        return answer;
    }

    private static ObjectNode summary(RunningMap run) {
        var json =
                Json.object()
                        .put("executionArn", run.parent().executionArn())
                        .put("mapRunArn", run.arn())
                        .put("stateMachineArn", run.stateMachineArn());
        var view = run.view();
        json.set("startDate", Wire.timestamp(view.started()));
        if (view.stopped() != null) {
            json.set("stopDate", Wire.timestamp(view.stopped()));
        }
        return json;
    }

    private JsonNode update(Parameters parameters) {
        var run = runs.get(parameters.text("mapRunArn"));
        var bounds = run.view().bounds();
        if (run.view().status() != Status.RUNNING) {
            throw new RefusedException(
                    Code.VALIDATION, "The Map Run has ended: '" + run.arn() + "'");
        }
        run.update(
                new Bounds(
                        parameters.has("maxConcurrency")
                                ? parameters.count("maxConcurrency")
                                : bounds.maxConcurrency(),
                        parameters.has("toleratedFailureCount")
                                ? Integer.valueOf(parameters.count("toleratedFailureCount"))
                                : bounds.toleratedCount(),
                        parameters.has("toleratedFailurePercentage")
                                ? parameters.percentage("toleratedFailurePercentage")
                                : bounds.toleratedPercentage()));
        return Json.object();
    }
}
