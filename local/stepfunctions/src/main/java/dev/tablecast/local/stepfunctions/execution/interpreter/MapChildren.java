package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.DistributedMap;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.execution.DeadlinePassedException;
import dev.tablecast.local.stepfunctions.execution.Ended;
import dev.tablecast.local.stepfunctions.execution.ExecutionOutcome;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.map.MapSlots;
import dev.tablecast.local.stepfunctions.execution.map.RunningMap;
import dev.tablecast.local.stepfunctions.execution.map.RunningMap.Phase;
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
import org.jspecify.annotations.Nullable;

/** The child executions of a distributed Map, started in the order of the batches. */
final class MapChildren {
    private static final Failure PARENT_ENDED =
            new Failure(null, "The parent execution has ended.");

    private static final int MOST_WORKERS = 1_000;

    private final State.Map map;
    private final DistributedMap distributed;
    private final RunningMap running;
    private final Branch branch;
    private final List<MapItems.Batch> batches;
    private final MapSlots slots;
    private final Checkpoint checkpoint;
    private final @Nullable JsonNode[] results;
    private final AtomicInteger next = new AtomicInteger();

    MapChildren(
            State.Map map,
            DistributedMap distributed,
            RunningMap running,
            Branch branch,
            List<MapItems.Batch> batches) {
        this.map = map;
        this.distributed = distributed;
        this.running = running;
        this.branch = branch;
        this.batches = batches;
        this.checkpoint = branch.checkpoint();
        this.slots = new MapSlots(running.concurrency(), branch.skipped());
        this.results = new JsonNode[batches.size()];
        checkpoint.done().forEach((index, output) -> results[index] = output);
        running.known(
                batches.stream().map(MapItems.Batch::items).toList(), checkpoint.done(), slots);
    }

    /**
     * Returns the workers, more of them than child executions run at a time: {@link MapSlots}
     * limits those.
     */
    List<Fork.Work> workers() {
        return Collections.nCopies(Math.min(batches.size(), MOST_WORKERS), this::work);
    }

    /** Returns the skipped time of the child execution that ended last. */
    Duration skipped() {
        return slots.latest();
    }

    /** Returns the outputs of the successful child executions. */
    List<JsonNode> results() {
        return Arrays.stream(results).filter(Objects::nonNull).map(JsonNode.class::cast).toList();
    }

    private void work() throws InterruptedException {
        for (var time = slots.take(); time != null; time = slots.take()) {
            try {
                int index = next();
                if (index >= batches.size()) {
                    return;
                }
                time = time.plus(iterate(index));
            } catch (InterruptedException | RuntimeException e) {
                slots.close();
                throw e;
            } finally {
                slots.give(time);
            }
        }
    }

    /** Returns the index of the next child execution that didn't succeed before a redrive. */
    private int next() {
        int index = next.getAndIncrement();
        while (index < batches.size() && results[index] != null) {
            index = next.getAndIncrement();
        }
        return index;
    }

    /** Runs a child execution and returns the time that it skipped. */
    private Duration iterate(int index) throws InterruptedException {
        running.move(index, Phase.RUNNING);
        var ended = run(index);
        switch (ended.outcome()) {
            case ExecutionOutcome.Succeeded(Payload output) -> {
                results[index] = output.json();
                checkpoint.done(index, output.json());
                running.move(index, Phase.SUCCEEDED);
            }
            case ExecutionOutcome.Failed failed -> failed(index, Phase.FAILED);
            case ExecutionOutcome.TimedOut timedOut -> failed(index, Phase.TIMED_OUT);
            case ExecutionOutcome.Aborted aborted -> failed(index, Phase.ABORTED);
        }
        return Duration.between(branch.run().time().now(), ended.time());
    }

    private void failed(int index, Phase phase) {
        running.move(index, phase);
        if (running.isFailureExceeded()) {
            throw new FailureException(
                    ErrorNames.EXCEED_TOLERATED_FAILURE_THRESHOLD,
                    "The specified tolerated failure threshold was exceeded");
        }
    }

    private RunningExecution start(int index) {
        var children = branch.run().children();
        var earlier = checkpoint.children().get(index);
        var redriven = earlier == null ? null : children.redrive(earlier);
        if (redriven != null) {
            return redriven;
        }
        var request =
                running.names()
                        .child(
                                RandomUuid.next(branch.run().random()).toString(),
                                distributed.executionType(),
                                map.itemProcessor(),
                                batches.get(index).input());
        checkpoint.children().put(index, request.executionArn());
        return children.start(request, branch.run().integration());
    }

    private Ended run(int index) throws InterruptedException {
        var run = branch.run();
        var child = start(index);
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
