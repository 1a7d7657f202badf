package dev.tablecast.local.stepfunctions.execution.map;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The places in which the iterations of a distributed Map run, each in a time of its own. How many
 * there are can be changed while the Map runs.
 */
public final class MapSlots {
    private final Duration start;
    private final Queue<Duration> free = new PriorityQueue<>();
    private Duration latest;
    private int limit;
    private int unused;
    private int taken;
    private boolean closed;

    public MapSlots(int limit, Duration start) {
        this.limit = limit;
        this.unused = limit;
        this.start = start;
        this.latest = start;
    }

    /** Waits for a place; returns its time, or null where the Map starts no more iterations. */
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

    public synchronized void give(Duration time) {
        taken--;
        free.add(time);
        latest = time.compareTo(latest) > 0 ? time : latest;
        notifyAll();
    }

    /** Gives no more places: the Map has failed. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized void resize(int newLimit) {
        unused = Math.max(0, unused + newLimit - limit);
        limit = newLimit;
        notifyAll();
    }

    /** The time of the iteration that ended last. */
    public synchronized Duration latest() {
        return latest;
    }
}
