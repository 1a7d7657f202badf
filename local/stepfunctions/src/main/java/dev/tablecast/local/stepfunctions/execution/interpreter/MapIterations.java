package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.history.EventDetails;
import dev.tablecast.local.stepfunctions.execution.history.EventType;
import dev.tablecast.local.stepfunctions.execution.map.MapItem;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The iterations of a Map, handed out to its workers in the order of the items. */
final class MapIterations {
    private final State.Map map;
    private final List<MapItem> items;
    private final JsonNode data;
    private final Visit visit;
    private final JsonNode[] results;
    private final Checkpoint checkpoint;
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<Duration> slots = new PriorityBlockingQueue<>();
    private final Queue<Branch> branches = new ConcurrentLinkedQueue<>();

    /**
     * @param data what the item selector sees of the state's data
     */
    MapIterations(State.Map map, List<MapItem> items, JsonNode data, Visit visit) {
        this.map = map;
        this.items = items;
        this.data = data;
        this.visit = visit;
        this.results = new JsonNode[items.size()];
        this.checkpoint = visit.branch().checkpoint();
    }

    /** As many workers as there may be iterations at a time, and a slot of time for each. */
    List<Fork.Work> workers(int concurrency) {
        int count = Math.min(items.size(), Math.min(concurrency, MapExecutor.MOST_CONCURRENT));
        for (int i = 0; i < count; i++) {
            slots.add(visit.branch().skipped());
        }
        return Collections.nCopies(count, this::work);
    }

    /** The time when the last iteration ended, in what scaled waits left out. */
    Duration skipped() {
        return slots.stream().max(Comparator.naturalOrder()).orElse(visit.branch().skipped());
    }

    /** Those of the iterations that have begun. */
    Queue<Branch> branches() {
        return branches;
    }

    ArrayNode results() {
        return Json.mapper().createArrayNode().addAll(Arrays.asList(results));
    }

    /**
     * Does one iteration after the other, as long as there are any. Each starts in the slot that is
     * free first, which is not always the slot of the worker's previous one: where waits are scaled
     * down, a worker gets to its next item before others have got to their first. With more items
     * than slots the scaled times are therefore close to the real ones, not the same.
     */
    private void work() throws InterruptedException {
        var previous = visit.branch();
        for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
            var item = items.get(i);
            var done = checkpoint.done().get(i);
            if (done != null) {
                results[i] = done;
                continue;
            }
            var branch =
                    previous.iteration(
                            item, slots.remove(), visit.branch().variables(), checkpoint.inner(i));
            branches.add(branch);
            try {
                var iterated = iterate(branch, item);
                results[i] = iterated.output().json();
                checkpoint.done(i, results[i]);
                previous = iterated.end();
            } finally {
                slots.add(branch.skipped());
            }
        }
    }

    /**
     * @param end where the branch was before it was told that the iteration succeeded: what the
     *     worker's next iteration follows from
     */
    private record Iterated(Payload output, Branch end) {}

    private Iterated iterate(Branch branch, MapItem item) throws InterruptedException {
        branch.record(EventType.MAP_ITERATION_STARTED, details(item));
        try {
            var output = branch.run(map.itemProcessor(), input(branch, item));
            var end = branch.fork(new Checkpoint());
            branch.record(EventType.MAP_ITERATION_SUCCEEDED, details(item));
            return new Iterated(output, end);
        } catch (FailureException e) {
            branch.recordAside(EventType.MAP_ITERATION_FAILED, details(item));
            throw e;
        } catch (InterruptedException e) {
            branch.recordAside(EventType.MAP_ITERATION_ABORTED, details(item));
            throw e;
        }
    }

    private Payload input(Branch branch, MapItem item) {
        var selector = map.itemSelector();
        var ofItem = new Visit(branch, map.name(), visit.enteredEvent(), visit.enteredTime());
        var input = selector == null ? item.value() : selector.evaluate(ofItem.scope(data, 0));
        return Payload.of(input, map.name());
    }

    private EventDetails details(MapItem item) {
        return EventDetails.none().with("name", map.name()).with("index", item.index());
    }
}
