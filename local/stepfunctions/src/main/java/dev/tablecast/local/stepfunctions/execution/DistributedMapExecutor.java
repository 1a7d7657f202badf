package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.DistributedMap;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.path.RandomUuid;
import dev.tablecast.local.stepfunctions.path.Scope;
import java.util.List;

/**
 * Runs a distributed Map: its iterations are executions of their own, in this process.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html">Distributed
 *     mode</a>
 */
final class DistributedMapExecutor implements Attempts.Attempt {
    /** AWS runs 10,000; what runs in one process at a time is fewer, and order is the same. */
    private static final int MOST_CONCURRENT = 1_000;

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
        // Items that are read aren't counted before they are read.
        var given =
                distributed.reader() == null
                        ? MapSource.items(map.items(), input, scope)
                        : List.<MapItem>of();
        branch.record(EventType.MAP_STATE_STARTED, Details.none().with("length", given.size()));
        started = true;
        var tolerance = Tolerance.of(distributed, scope);
        int asked = Amounts.resolve(map.maxConcurrency(), scope);
        var mapRun = mapRun(branch);
        branch.record(EventType.MAP_RUN_STARTED, Details.none().with("mapRunArn", mapRun.arn()));
        var result = result(given, scope, tolerance, asked, mapRun, retryCount);
        branch.record(EventType.MAP_RUN_SUCCEEDED, Details.none());
        branch.recordAside(EventType.MAP_STATE_SUCCEEDED, Details.none());
        started = false;
        return Step.along(
                map.transition(),
                StateExecutor.output(map.data(), input, result, visit, retryCount));
    }

    private JsonNode result(
            List<MapItem> given,
            Scope scope,
            Tolerance tolerance,
            int asked,
            MapRun mapRun,
            int retryCount)
            throws InterruptedException {
        var branch = visit.branch();
        try {
            var items = new MapItems(map, distributed, visit, scope, retryCount);
            var batches = items.batches(given);
            var children = new MapChildren(map, distributed, mapRun, branch, batches, tolerance);
            int concurrency = asked == 0 ? MOST_CONCURRENT : Math.min(asked, MOST_CONCURRENT);
            try {
                Fork.doAll("iterations of " + map.name(), children.workers(concurrency));
            } finally {
                branch.catchUpWith(children.skipped());
            }
            var results = Json.mapper().createArrayNode().addAll(children.results());
            return distributed.writer() == null
                    ? results
                    : items.write(distributed.writer(), results, mapRun.arn());
        } catch (FailureException e) {
            branch.record(EventType.MAP_RUN_FAILED, Details.of(visit.locate(e.failure())));
            throw e;
        }
    }

    /**
     * An attempt that failed and is retried leaves no event of its own; an expression may fail
     * before the Map has started.
     */
    @Override
    public void giveUp(boolean evaluating) {
        if (started || evaluating) {
            visit.branch().record(EventType.MAP_STATE_FAILED, Details.none());
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
