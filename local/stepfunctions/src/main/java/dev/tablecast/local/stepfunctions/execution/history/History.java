package dev.tablecast.local.stepfunctions.execution.history;

import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The history of one execution: numbers its events and passes them to the listener. Safe for use by
 * many threads.
 */
public final class History {
    /** Maximum number of events of a STANDARD execution; an EXPRESS one has no limit. */
    static final int MOST_EVENTS = 25_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final HistoryListener listener;
    private final boolean limited;
    private long lastId;

    /**
     * @param limited whether the limit of STANDARD executions applies
     * @param lastId the id of the last event so far; 0 for none
     */
    public History(HistoryListener listener, boolean limited, long lastId) {
        this.lastId = lastId;
        this.listener = listener;
        this.limited = limited;
    }

    /**
     * Appends an event.
     *
     * @param previousId the id of the event that this one follows; 0 for none
     * @return the event's id
     * @throws HistoryFullException if there is only room for the event that ends the execution
     */
    public long add(long previousId, Instant timestamp, EventType type, EventDetails details) {
        return add(
                previousId, timestamp, type, details, limited ? MOST_EVENTS - 1 : Long.MAX_VALUE);
    }

    /** Returns the id of the last event; 0 if there is none. */
    public long lastId() {
        lock.lock();
        try {
            return lastId;
        } finally {
            lock.unlock();
        }
    }

    /** Appends the event that ends the execution, for which there is always room. */
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
