package dev.tablecast.local.stepfunctions.execution.history;

import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** Numbers an execution's events and hands them to its listener. */
public final class History {
    /** What a STANDARD execution may have; an EXPRESS one has no such limit. */
    static final int MOST_EVENTS = 25_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final HistoryListener listener;
    private final boolean limited;
    private long lastId;

    /**
     * @param lastId of the events that there are already
     */
    public History(HistoryListener listener, boolean limited, long lastId) {
        this.lastId = lastId;
        this.listener = listener;
        this.limited = limited;
    }

    /**
     * @return the event's id
     * @throws HistoryFullException where only room for the event that ends the execution is left
     */
    public long add(long previousId, Instant timestamp, EventType type, EventDetails details) {
        return add(
                previousId, timestamp, type, details, limited ? MOST_EVENTS - 1 : Long.MAX_VALUE);
    }

    public long lastId() {
        lock.lock();
        try {
            return lastId;
        } finally {
            lock.unlock();
        }
    }

    public void addLast(long previousId, Instant timestamp, EventType type, EventDetails details) {
        add(previousId, timestamp, type, details, Long.MAX_VALUE);
    }

    private long add(
            long previousId, Instant timestamp, EventType type, EventDetails details, long most) {
        lock.lock();
        try {
            if (lastId >= most) {
                throw new HistoryFullException();
            }
            long id = ++lastId;
            listener.on(new HistoryEvent(id, previousId, timestamp, type, details.fields()));
            return id;
        } finally {
            lock.unlock();
        }
    }
}
