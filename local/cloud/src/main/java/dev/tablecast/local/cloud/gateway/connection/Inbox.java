package dev.tablecast.local.cloud.gateway.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of one connection's tasks, which run one after the other: its messages, and finally
 * {@code $disconnect}. It uses a thread only while there are tasks.
 */
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    /** The most messages in the queue; more wait in the socket, where TCP slows the client down. */
    static final int CAPACITY = 16;

    private final Executor executor;
    private final Deque<Runnable> tasks = new ArrayDeque<>(2);
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Runnable waitingForRoom;
    private boolean running;

    Inbox(Executor executor) {
        this.executor = executor;
    }

    void add(Runnable task) {
        add(task, () -> {});
    }

    /** Runs {@code whenRoom} once there is room for another task, perhaps at once. */
    void add(Runnable task, Runnable whenRoom) {
        boolean start;
        boolean room;
        lock.lock();
        try {
            tasks.add(task);
            start = !running;
            running = true;
            room = tasks.size() < CAPACITY;
            if (!room) {
                waitingForRoom = whenRoom;
            }
        } finally {
            lock.unlock();
        }
        if (start) {
            executor.execute(this::drain);
        }
        if (room) {
            whenRoom.run();
        }
    }

    private void drain() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("A task of a connection failed", e);
            }
        }
    }

    private @Nullable Runnable next() {
        Runnable task;
        Runnable room = null;
        lock.lock();
        try {
            task = tasks.poll();
            running = task != null;
            if (tasks.size() < CAPACITY) {
                room = waitingForRoom;
                waitingForRoom = null;
            }
        } finally {
            lock.unlock();
        }
        if (room != null) {
            room.run();
        }
        return task;
    }
}
