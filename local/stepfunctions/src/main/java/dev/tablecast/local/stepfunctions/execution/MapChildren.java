package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.DistributedMap;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.path.RandomUuid;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The iterations of a distributed Map, each an execution, in the order of the batches. */
final class MapChildren {
    private static final Failure PARENT_ENDED =
            new Failure(null, "The parent execution has ended.");

    private final State.Map map;
    private final DistributedMap distributed;
    private final MapRun mapRun;
    private final Branch branch;
    private final List<MapItems.Batch> batches;
    private final Tolerance tolerance;
    private final int totalItems;
    private final @Nullable JsonNode[] results;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger failedItems = new AtomicInteger();
    private final AtomicReference<Duration> skipped;

    MapChildren(
            State.Map map,
            DistributedMap distributed,
            MapRun mapRun,
            Branch branch,
            List<MapItems.Batch> batches,
            Tolerance tolerance) {
        this.map = map;
        this.distributed = distributed;
        this.mapRun = mapRun;
        this.branch = branch;
        this.batches = batches;
        this.tolerance = tolerance;
        this.totalItems = batches.stream().mapToInt(MapItems.Batch::items).sum();
        this.results = new JsonNode[batches.size()];
        this.skipped = new AtomicReference<>(branch.skipped());
    }

    List<Fork.Work> workers(int concurrency) {
        return Collections.nCopies(Math.min(batches.size(), concurrency), this::work);
    }

    /** The time of the worker that took longest, in what scaled waits left out. */
    Duration skipped() {
        return skipped.get();
    }

    /** The outputs of those that succeeded. */
    List<JsonNode> results() {
        return Arrays.stream(results).filter(Objects::nonNull).map(JsonNode.class::cast).toList();
    }

    private void work() throws InterruptedException {
        var mine = branch.skipped();
        for (int i = next.getAndIncrement(); i < batches.size(); i = next.getAndIncrement()) {
            var batch = batches.get(i);
            var ended = run(batch);
            mine = mine.plus(Duration.between(branch.run().time().now(), ended.time()));
            switch (ended.outcome()) {
                case Outcome.Succeeded(Payload output) -> results[i] = output.json();
                case Outcome.Failed failed -> failed(batch);
                case Outcome.TimedOut timedOut -> failed(batch);
                case Outcome.Aborted aborted -> failed(batch);
            }
        }
        var took = mine;
        skipped.updateAndGet(longest -> took.compareTo(longest) > 0 ? took : longest);
    }

    private void failed(MapItems.Batch batch) {
        int failed = failedItems.addAndGet(batch.items());
        if (tolerance.isExceeded(failed, totalItems)) {
            throw new FailureException(
                    ErrorNames.EXCEED_TOLERATED_FAILURE_THRESHOLD,
                    "The specified tolerated failure threshold was exceeded");
        }
    }

    private Ended run(MapItems.Batch batch) throws InterruptedException {
        var run = branch.run();
        var name = RandomUuid.next(run.random()).toString();
        var child =
                run.children()
                        .start(
                                mapRun.child(
                                        name,
                                        distributed.executionType(),
                                        map.itemProcessor(),
                                        batch.input()),
                                run.integration());
        try {
            return run.time().await(child.ended(), branch.untilDeadline());
        } catch (InterruptedException e) {
            child.abort(PARENT_ENDED);
            throw e;
        } catch (TimeoutException e) {
            child.abort(PARENT_ENDED);
            throw new DeadlinePassedException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("An iteration ended without an outcome", e);
        }
    }
}
