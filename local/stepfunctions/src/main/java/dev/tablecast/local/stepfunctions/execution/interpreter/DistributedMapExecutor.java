package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.DistributedMap;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.execution.Amounts;
import dev.tablecast.local.stepfunctions.execution.DeadlinePassedException;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.history.EventDetails;
import dev.tablecast.local.stepfunctions.execution.history.EventType;
import dev.tablecast.local.stepfunctions.execution.map.MapItem;
import dev.tablecast.local.stepfunctions.execution.map.MapRun;
import dev.tablecast.local.stepfunctions.execution.map.MapSource;
import dev.tablecast.local.stepfunctions.execution.map.RunningMap;
import dev.tablecast.local.stepfunctions.execution.map.Tolerance;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.path.RandomUuid;
import dev.tablecast.local.stepfunctions.path.Scope;
import java.util.List;

/**
 * Runs a distributed Map, whose iterations are child executions in this process.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html">Distributed
 *     mode</a>
 */
final class DistributedMapExecutor implements Attempts.Attempt {
    private final State.Map map;
    private final DistributedMap distributed;
    private final Payload input;
    private final Visit visit;
    private boolean started;

    private DistributedMapExecutor(
            State.Map map, DistributedMap distributed, Payload input, Visit visit) {
        this.map = map;
        this.distributed = distributed;
        this.input = input;
        this.visit = visit;
    }

    static Step execute(State.Map map, DistributedMap distributed, Payload input, Visit visit)
            throws InterruptedException {
        return Attempts.run(
                map.errors(),
                input,
                visit,
                new DistributedMapExecutor(map, distributed, input, visit));
    }

    @Override
    public Step run(int retryCount) throws InterruptedException {
        started = false;
        var scope = StateExecutor.scope(map.data(), input, visit, retryCount);
        var branch = visit.branch();
        // The items of a reader aren't counted: the event is recorded before they are read.
        var given =
                distributed.reader() == null
                        ? MapSource.items(map.items(), input, scope)
                        : List.<MapItem>of();
        var checkpoint = branch.checkpoint();
        if (!checkpoint.start()) {
            branch.record(
                    EventType.MAP_STATE_STARTED, EventDetails.none().with("length", given.size()));
        }
        started = true;
        var tolerance = Tolerance.of(distributed, scope);
        var bounds =
                new RunningMap.Bounds(
                        Amounts.resolve(map.maxConcurrency(), scope),
                        tolerance.count(),
                        tolerance.percentage());
        var mapRun = started(checkpoint, bounds);
        var result = result(given, scope, mapRun, retryCount);
        mapRun.end(RunningMap.Status.SUCCEEDED, branch.now(), distributed.writer() != null);
        branch.record(EventType.MAP_RUN_SUCCEEDED, EventDetails.none());
        branch.recordAside(EventType.MAP_STATE_SUCCEEDED, EventDetails.none());
        started = false;
        return Step.along(
                map.transition(),
                StateExecutor.output(map.data(), input, result, visit, retryCount));
    }

    /** Starts a Map Run, or redrives the existing one. */
    private RunningMap started(Checkpoint checkpoint, RunningMap.Bounds bounds) {
        var branch = visit.branch();
        var earlier = checkpoint.mapRun();
        if (earlier != null) {
            earlier.redrive(bounds, branch.now());
            branch.record(
                    EventType.MAP_RUN_REDRIVEN,
                    EventDetails.none()
                            .with("mapRunArn", earlier.arn())
                            .with("redriveCount", earlier.view().redriveCount()));
            return earlier;
        }
        var mapRun = new RunningMap(mapRun(branch), bounds, branch.now());
        checkpoint.mapRun(mapRun);
        branch.run().children().note(mapRun);
        branch.record(
                EventType.MAP_RUN_STARTED, EventDetails.none().with("mapRunArn", mapRun.arn()));
        return mapRun;
    }

    private JsonNode result(List<MapItem> given, Scope scope, RunningMap mapRun, int retryCount)
            throws InterruptedException {
        var branch = visit.branch();
        try {
            var items = new MapItems(map, distributed, visit, scope, retryCount);
            var children = new MapChildren(map, distributed, mapRun, branch, items.batches(given));
            try {
                Fork.doAll("iterations of " + map.name(), children.workers());
            } finally {
                branch.catchUpWith(children.skipped());
            }
            var results = Json.mapper().createArrayNode().addAll(children.results());
            return distributed.writer() == null
                    ? results
                    : items.write(distributed.writer(), results, mapRun.arn());
        } catch (FailureException e) {
            mapRun.end(RunningMap.Status.FAILED, branch.now(), false);
            branch.record(EventType.MAP_RUN_FAILED, EventDetails.of(visit.locate(e.failure())));
            throw e;
        } catch (InterruptedException | DeadlinePassedException e) {
            mapRun.end(RunningMap.Status.ABORTED, branch.now(), false);
            throw e;
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Only the last attempt has an event, and only if the Map has started or an expression
     * failed.
     */
    @Override
    public void giveUp(boolean evaluating) {
        if (started || evaluating) {
            visit.branch().record(EventType.MAP_STATE_FAILED, EventDetails.none());
        }
    }

    private MapRun mapRun(Branch branch) {
        var random = branch.run().random();
        var label =
                distributed.label() == null
                        ? RandomUuid.next(random).toString()
                        : distributed.label();
        return new MapRun(branch.run().request(), label, RandomUuid.next(random).toString());
    }
}
