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
final class MapExecutor {
    static final int MOST_CONCURRENT = 40;

    private MapExecutor() {}

    static Step execute(State.Map map, Payload input, Visit visit) throws InterruptedException {
        return Attempts.run(
                map.errors(), input, visit, retryCount -> attempt(map, input, visit, retryCount));
    }

    private static Step attempt(State.Map map, Payload input, Visit visit, int retryCount)
            throws InterruptedException {
        var effective = StateExecutor.effectiveInput(map.data(), input, visit, retryCount);
        var scope = visit.scope(effective, retryCount);
        var items = items(map, map.itemsPath().apply(scope));
        int asked = Amounts.resolve(map.maxConcurrency(), scope);
        var branch = visit.branch();
        branch.record(EventType.MAP_STATE_STARTED, Details.none().with("length", items.size()));
        var iterations = new MapIterations(map, items, effective, visit);
        var workers = iterations.workers(asked == 0 ? MOST_CONCURRENT : asked);
        try {
            Fork.doAll("iterations of " + map.name(), workers);
        } catch (FailureException e) {
            branch.record(EventType.MAP_STATE_FAILED, Details.none());
            throw e;
        } finally {
            branch.catchUpWith(iterations.skipped());
        }
        branch.record(EventType.MAP_STATE_SUCCEEDED, Details.none());
        return Step.along(
                map.transition(),
                StateExecutor.output(map.data(), input, iterations.results(), visit, retryCount));
    }

    private static List<JsonNode> items(State.Map map, JsonNode items) {
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
