package dev.tablecast.soak.phase;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Concurrent work, each piece in a thread of its own. */
public final class Together implements AutoCloseable {
    /** A piece of work, which may be interrupted while it waits. */
    public interface Work {
        void run() throws InterruptedException;
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Future<?> start(Work work) {
        return threads.submit(
                () -> {
                    work.run();
                    return null;
                });
    }

    public List<Future<?>> startAll(List<Work> all) {
        return all.stream().<Future<?>>map(this::start).toList();
    }

    /**
     * Waits for the end of all pieces.
     *
     * @throws IllegalStateException if a piece has failed
     */
    public static void await(List<Future<?>> all) throws InterruptedException {
        for (Future<?> work : all) {
            try {
                work.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a part of the soak failed", e.getCause());
            }
        }
    }

    /** Interrupts all running work. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
