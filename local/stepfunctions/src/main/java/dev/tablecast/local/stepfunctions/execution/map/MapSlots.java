package dev.tablecast.local.stepfunctions.execution.map;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The slots in which the child executions of a distributed Map run, each with its own skipped time.
 * The number of slots can change while the Map runs.
 */
public final class MapSlots {
    private final Duration start;
    private final Queue<Duration> free = new PriorityQueue<>();
    private Duration latest;
    private int limit;
    private int unused;
    private int taken;
    private boolean closed;

    /**
     * @param limit the number of slots
     * @param start the skipped time at the start of the Map
     */
    public MapSlots(int limit, Duration start) {
        this.limit = limit;
        this.unused = limit;
        this.start = start;
        this.latest = start;
    }

    /**
     * Waits for a free slot.
     *
     * @return the skipped time of the slot; null if the Map starts no more child executions
     */
    public synchronized @Nullable Duration take() throws InterruptedException {
        while (taken >= limit && !closed) {
            wait();
        }
        if (closed) {
            return null;
        }
        taken++;
        if (unused > 0) {
            unused--;
            return start;
        }
        var earliest = free.poll();
        return earliest == null ? start : earliest;
    }

    /**
     * Returns a slot.
     *
     * @param time the skipped time at the end of its child execution
     */
    public synchronized void give(Duration time) {
        taken--;
        free.add(time);
        latest = time.compareTo(latest) > 0 ? time : latest;
        notifyAll();
    }

    /** Stops handing out slots, because the Map has failed. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Changes the number of slots. */
    synchronized void resize(int newLimit) {
        unused = Math.max(0, unused + newLimit - limit);
        limit = newLimit;
        notifyAll();
    }

    /** Returns the skipped time of the child execution that ended last. */
    public synchronized Duration latest() {
        return latest;
    }
}
