package dev.tablecast.functions.simulation;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A turn that one thread gives and one other waits for. */
final class Turn {
    private volatile boolean given;
    private volatile @Nullable Thread waiting;

    void give() {
        given = true;
        LockSupport.unpark(waiting);
    }

    void take() {
        waiting = Thread.currentThread();
        while (!given) {
            LockSupport.park(this);
        }
        given = false;
    }
}
