package dev.tablecast.local.stepfunctions.execution.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Does several things at once; they all have ended when it returns, however it returns. */
final class Fork {
    /** One of them. */
    interface Work {
        void run() throws InterruptedException;
    }

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private Fork() {}

    /** Does all; the first that fails stops the others, and its exception is thrown here. */
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
