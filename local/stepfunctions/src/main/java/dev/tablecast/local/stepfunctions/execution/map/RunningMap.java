package dev.tablecast.local.stepfunctions.execution.map;

import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a Map Run. Its limits can be changed until it ends. Safe for use by many threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html">DescribeMapRun</a>
 */
public final class RunningMap {
    /** The status of a Map Run, by its name in the API. */
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        ABORTED
    }

    /** The status of a child execution. */
    public enum Phase {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }

    /**
     * The limits of a Map Run.
     *
     * @param maxConcurrency 0 for no limit
     * @param toleratedCount the maximum number of failed items; null if unset
     * @param toleratedPercentage the maximum percentage of failed items; null if unset
     */
    public record Bounds(
            int maxConcurrency,
            @Nullable Integer toleratedCount,
            @Nullable BigDecimal toleratedPercentage) {}

    /**
     * Maximum number of child executions at a time. Unlike AWS, whose maximum is 10,000, all of
     * them run in one process.
     */
    private static final int MOST_CONCURRENT = 1_000;

    private final MapRun names;
    private final Instant started;
    private Bounds bounds;
    private @Nullable MapSlots slots;
    private @Nullable Instant stopped;
    private Status status = Status.RUNNING;
    private int redriveCount;
    private @Nullable Instant redriven;
    private boolean written;
    private int failedItems;
    private int totalItems;
    private int[] itemsOf = {};
    private Phase[] phases = {};

    /**
     * @param started the time of the start
     */
    public RunningMap(MapRun names, Bounds bounds, Instant started) {
        this.names = names;
        this.bounds = bounds;
        this.started = started;
    }

    /** Returns the names in the Map Run. */
    public MapRun names() {
        return names;
    }

    /** Returns the ARN of the Map Run. */
    public String arn() {
        return names.arn();
    }

    /** Returns the ARN of the child executions' state machine. */
    public String stateMachineArn() {
        return names.parent().stateMachineArn() + "/" + names.label();
    }

    /** Returns the request of the execution that contains the Map. */
    public ExecutionRequest parent() {
        return names.parent();
    }

    /**
     * Sets the child executions.
     *
     * @param items the number of items of each child execution, in their order
     * @param done the indexes of those that succeeded before a redrive
     * @param newSlots the slots that they run in
     */
    public synchronized void known(List<Integer> items, Map<Integer, ?> done, MapSlots newSlots) {
        slots = newSlots;
        itemsOf = items.stream().mapToInt(Integer::intValue).toArray();
        totalItems = Arrays.stream(itemsOf).sum();
        failedItems = 0;
        phases = new Phase[itemsOf.length];
        for (int i = 0; i < phases.length; i++) {
            phases[i] = done.containsKey(i) ? Phase.SUCCEEDED : Phase.PENDING;
        }
    }

    /** Changes the status of a child execution. */
    public synchronized void move(int index, Phase phase) {
        failedItems += isFailed(phase) ? itemsOf[index] : 0;
        phases[index] = phase;
    }

    /** Returns whether the failed items exceed the tolerated count or percentage. */
    public synchronized boolean isFailureExceeded() {
        return new Tolerance(bounds.toleratedCount(), bounds.toleratedPercentage())
                .isExceeded(failedItems, totalItems);
    }

    private static boolean isFailed(Phase phase) {
        return phase == Phase.FAILED || phase == Phase.TIMED_OUT || phase == Phase.ABORTED;
    }

    /** Returns the maximum number of child executions at a time. */
    public synchronized int concurrency() {
        return concurrency(bounds);
    }

    private static int concurrency(Bounds bounds) {
        return bounds.maxConcurrency() == 0
                ? MOST_CONCURRENT
                : Math.min(bounds.maxConcurrency(), MOST_CONCURRENT);
    }

    /** Changes the limits while the Map runs. */
    public synchronized void update(Bounds newBounds) {
        bounds = newBounds;
        if (slots != null) {
            slots.resize(concurrency(newBounds));
        }
    }

    /** Ends the Map Run. Child executions that are still running count as aborted. */
    public synchronized void end(Status newStatus, Instant time, boolean resultsWritten) {
        status = newStatus;
        stopped = time;
        written = resultsWritten;
        for (int i = 0; i < phases.length; i++) {
            if (phases[i] == Phase.RUNNING) {
                phases[i] = Phase.ABORTED;
            }
        }
    }

    /** Starts the Map Run again, with new limits. */
    public synchronized void redrive(Bounds newBounds, Instant time) {
        redriveCount++;
        redriven = time;
        status = Status.RUNNING;
        stopped = null;
        bounds = newBounds;
    }

    /**
     * A snapshot of a Map Run.
     *
     * @param stopped null while it runs
     * @param redriven the time of the last redrive; null without one
     * @param resultsWritten whether the ResultWriter has written the results
     * @param items the number of items by the status of their child executions
     * @param executions the number of child executions by status
     */
    public record View(
            Status status,
            Bounds bounds,
            Instant started,
            @Nullable Instant stopped,
            int redriveCount,
            @Nullable Instant redriven,
            boolean resultsWritten,
            Map<Phase, Integer> items,
            Map<Phase, Integer> executions) {}

    /** Returns a snapshot. */
    public synchronized View view() {
        var items = new EnumMap<Phase, Integer>(Phase.class);
        var executions = new EnumMap<Phase, Integer>(Phase.class);
        for (int i = 0; i < phases.length; i++) {
            items.merge(phases[i], itemsOf[i], Integer::sum);
            executions.merge(phases[i], 1, Integer::sum);
        }
        return new View(
                status,
                bounds,
                started,
                stopped,
                redriveCount,
                redriven,
                written,
                items,
                executions);
    }
}
