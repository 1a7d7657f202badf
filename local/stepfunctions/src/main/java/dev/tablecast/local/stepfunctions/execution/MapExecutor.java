package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs an inline Map, at most 40 of its iterations at a time.
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
        var effective = StateExecutor.effectiveInput(map.data(), input, visit, retryCount);
        var scope = visit.scope(effective, retryCount);
        var items = items(map, map.itemsPath().apply(scope));
        int asked = Amounts.resolve(map.maxConcurrency(), scope);
        var branch = visit.branch();
        branch.record(EventType.MAP_STATE_STARTED, Details.none().with("length", items.size()));
        started = true;
        var iterations = new MapIterations(map, items, effective, visit);
        try {
            Fork.doAll(
                    "iterations of " + map.name(),
                    iterations.workers(asked == 0 ? MOST_CONCURRENT : asked));
        } finally {
            branch.catchUpWith(iterations.skipped());
            iterations.branches().forEach(branch::follow);
        }
        branch.recordAside(EventType.MAP_STATE_SUCCEEDED, Details.none());
        started = false;
        return Step.along(
                map.transition(),
                StateExecutor.output(map.data(), input, iterations.results(), visit, retryCount));
    }

    /** An attempt that failed and is retried leaves no event of its own. */
    @Override
    public void giveUp() {
        if (started) {
            visit.branch().record(EventType.MAP_STATE_FAILED, Details.none());
        }
    }

    static List<JsonNode> items(State.Map map, JsonNode items) {
        if (items instanceof ArrayNode array) {
            return IntStream.range(0, array.size()).mapToObj(array::get).toList();
        }
        throw new FailureException(
                ErrorNames.RUNTIME,
                "Reference path \""
                        + map.itemsPath().path()
                        + "\" must point to array, not "
                        + shortened(items));
    }

    private static String shortened(JsonNode found) {
        var text = Json.write(found);
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }
}
