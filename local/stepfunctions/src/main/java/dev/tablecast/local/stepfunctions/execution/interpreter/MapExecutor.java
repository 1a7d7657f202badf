package dev.tablecast.local.stepfunctions.execution.interpreter;

import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.execution.Amounts;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.history.EventDetails;
import dev.tablecast.local.stepfunctions.execution.history.EventType;
import dev.tablecast.local.stepfunctions.execution.map.MapSource;

/**
 * Runs an inline Map, with at most 40 iterations at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html">Inline
 *     Map</a>
 */
final class MapExecutor implements Attempts.Attempt {
    static final int MOST_CONCURRENT = 40;

    private final State.Map map;
    private final Payload input;
    private final Visit visit;
    private boolean started;

    private MapExecutor(State.Map map, Payload input, Visit visit) {
        this.map = map;
        this.input = input;
        this.visit = visit;
    }

    static Step execute(State.Map map, Payload input, Visit visit) throws InterruptedException {
        return Attempts.run(map.errors(), input, visit, new MapExecutor(map, input, visit));
    }

    @Override
    public Step run(int retryCount) throws InterruptedException {
        started = false;
        var scope = StateExecutor.scope(map.data(), input, visit, retryCount);
        var items = MapSource.items(map.items(), input, scope);
        int asked = Amounts.resolve(map.maxConcurrency(), scope);
        var branch = visit.branch();
        if (!branch.checkpoint().start()) {
            branch.record(
                    EventType.MAP_STATE_STARTED, EventDetails.none().with("length", items.size()));
        }
        started = true;
        var iterations = new MapIterations(map, items, scope.data(), visit);
        try {
            Fork.doAll(
                    "iterations of " + map.name(),
                    iterations.workers(asked == 0 ? MOST_CONCURRENT : asked));
        } finally {
            branch.catchUpWith(iterations.skipped());
            iterations.branches().forEach(branch::follow);
        }
        branch.recordAside(EventType.MAP_STATE_SUCCEEDED, EventDetails.none());
        started = false;
        return Step.along(
                map.transition(),
                StateExecutor.output(map.data(), input, iterations.results(), visit, retryCount));
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
}
