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
 * A run of a distributed Map as it goes on. Its bounds can be changed until it ends.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html">DescribeMapRun</a>
 */
public final class RunningMap {
    /** As the API names them. */
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        ABORTED
    }

    /** Where an iteration is. */
    public enum Phase {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }

    /**
     * @param maxConcurrency 0 for no bound
     * @param toleratedCount null where there is no such bound
     * @param toleratedPercentage null where there is no such bound
     */
    public record Bounds(
            int maxConcurrency,
            @Nullable Integer toleratedCount,
            @Nullable BigDecimal toleratedPercentage) {}

    /** AWS runs 10,000; what runs in one process at a time is fewer, and order is the same. */
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

    public RunningMap(MapRun names, Bounds bounds, Instant started) {
        this.names = names;
        this.bounds = bounds;
        this.started = started;
    }

    public MapRun names() {
        return names;
    }

    public String arn() {
        return names.arn();
    }

    /** The state machine that the iterations are executions of. */
    public String stateMachineArn() {
        return names.parent().stateMachineArn() + "/" + names.label();
    }

    /** The execution that the Map is in. */
    public ExecutionRequest parent() {
        return names.parent();
    }

    /**
     * The iterations are known.
     *
     * @param batches in their order
     * @param done the indexes of those that an earlier run has finished
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

    public synchronized void move(int index, Phase phase) {
        failedItems += isFailed(phase) ? itemsOf[index] : 0;
        phases[index] = phase;
    }

    /** Whether more items have failed than may. */
    public synchronized boolean isFailureExceeded() {
        return new Tolerance(bounds.toleratedCount(), bounds.toleratedPercentage())
                .isExceeded(failedItems, totalItems);
    }

    private static boolean isFailed(Phase phase) {
        return phase == Phase.FAILED || phase == Phase.TIMED_OUT || phase == Phase.ABORTED;
    }

    public synchronized int concurrency() {
        return concurrency(bounds);
    }

    private static int concurrency(Bounds bounds) {
        return bounds.maxConcurrency() == 0
                ? MOST_CONCURRENT
                : Math.min(bounds.maxConcurrency(), MOST_CONCURRENT);
    }

    /** Changes the bounds of a Map that still runs. */
    public synchronized void update(Bounds newBounds) {
        bounds = newBounds;
        if (slots != null) {
            slots.resize(concurrency(newBounds));
        }
    }

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

    public synchronized void redrive(Bounds newBounds, Instant time) {
        redriveCount++;
        redriven = time;
        status = Status.RUNNING;
        stopped = null;
        bounds = newBounds;
    }

    /**
     * What there is to say of it at one moment.
     *
     * @param items by where their iterations are
     * @param executions the iterations themselves
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
