package dev.tablecast.functions.simulation;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A virtual thread that runs one process after another. A simulation has hundreds of processes, and
 * a thread that has run others before has its buffers at hand.
 */
final class Worker {
    private static final ConcurrentLinkedDeque<Worker> IDLE = new ConcurrentLinkedDeque<>();

    private final Turn turn = new Turn();
    private Runnable work = () -> {};

    private Worker() {
        Thread.ofVirtual().start(this::workOn);
    }

    /** Runs work on a thread that has nothing to do. */
    static void run(Runnable work) {
        Worker worker = Optional.ofNullable(IDLE.pollFirst()).orElseGet(Worker::new);
        worker.work = work;
        worker.turn.give();
    }

    private void workOn() {
        while (true) {
            turn.take();
            work.run();
            IDLE.addFirst(this);
        }
    }
}
