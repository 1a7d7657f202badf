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

/** The iterations of an inline Map. Workers take them in the order of the items. */
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
     * @param data the data that the item selector reads
     */
    MapIterations(State.Map map, List<MapItem> items, JsonNode data, Visit visit) {
        this.map = map;
        this.items = items;
        this.data = data;
        this.visit = visit;
        this.results = new JsonNode[items.size()];
        this.checkpoint = visit.branch().checkpoint();
    }

    /**
     * Returns one worker for each iteration that may run at a time, and creates as many time slots.
     */
    List<Fork.Work> workers(int concurrency) {
        int count = Math.min(items.size(), Math.min(concurrency, MapExecutor.MOST_CONCURRENT));
        for (int i = 0; i < count; i++) {
            slots.add(visit.branch().skipped());
        }
        return Collections.nCopies(count, this::work);
    }

    /** Returns the skipped time of the iteration that ended last. */
    Duration skipped() {
        return slots.stream().max(Comparator.naturalOrder()).orElse(visit.branch().skipped());
    }

    /** Returns the branches of the iterations that have started. */
    Queue<Branch> branches() {
        return branches;
    }

    ArrayNode results() {
        return Json.mapper().createArrayNode().addAll(Arrays.asList(results));
    }

    /**
     * Runs iterations until there are no more. Each takes the time slot that is free first, which
     * need not be the worker's previous one: if waits are scaled down, a worker may take its next
     * item before others take their first. With more items than slots, the skipped times are
     * therefore an approximation.
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
     * The result of an iteration.
     *
     * @param end the branch before the event of the iteration's success, which the worker's next
     *     iteration follows
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
