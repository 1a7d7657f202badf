package dev.tablecast.local.stepfunctions.execution.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs several pieces of work at the same time, each on a virtual thread. All of them have ended
 * when it returns or throws.
 */
final class Fork {
    /** A piece of work. */
    interface Work {
        void run() throws InterruptedException;
    }

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private Fork() {}

    /**
     * Runs all of the work. The first exception interrupts the other threads and is thrown here.
     *
     * @param name the name of the threads
     */
    static void doAll(String name, List<? extends Work> works) throws InterruptedException {
        var fork = new Fork();
        for (var work : works) {
            fork.threads.add(Thread.ofVirtual().name(name).unstarted(() -> fork.run(work)));
        }
        fork.threads.forEach(Thread::start);
        fork.join();
        fork.rethrow();
    }

    private void run(Work work) {
        if (failure.get() != null) {
            return;
        }
        try {
            work.run();
        } catch (InterruptedException | RuntimeException | Error e) {
            if (failure.compareAndSet(null, e)) {
                threads.forEach(Thread::interrupt);
            }
        }
    }

    private void join() throws InterruptedException {
        boolean interrupted = false;
        for (int i = 0; i < threads.size(); ) {
            try {
                threads.get(i).join();
                i++;
            } catch (InterruptedException e) {
                interrupted = true;
                threads.forEach(Thread::interrupt);
            }
        }
        if (interrupted) {
            throw new InterruptedException("The execution has been stopped");
        }
    }

    private void rethrow() throws InterruptedException {
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case InterruptedException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }
}
