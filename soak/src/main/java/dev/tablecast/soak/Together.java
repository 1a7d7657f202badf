package dev.tablecast.soak;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work that is done at the same time, each piece in a thread of its own. */
final class Together implements AutoCloseable {
    /** A piece of work that waits, and so can be interrupted. */
    interface Work {
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

    List<Future<?>> startAll(List<Work> all) {
        return all.stream().<Future<?>>map(this::start).toList();
    }

    /**
     * Waits for the end of all.
     *
     * @throws IllegalStateException if one has failed
     */
    static void await(List<Future<?>> all) throws InterruptedException {
        for (Future<?> work : all) {
            try {
                work.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a part of the soak failed", e.getCause());
            }
        }
    }

    /** Interrupts what still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
