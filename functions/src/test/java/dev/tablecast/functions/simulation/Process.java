package dev.tablecast.functions.simulation;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A process of the simulation: it runs only while it has its turn. */
final class Process {
    /** The end of a process. */
    enum End {
        RETURNED,
        FAILED,
        CRASHED
    }

    /** True after it had to continue because no successor could be invoked. */
    boolean couldNotHandOver;

    final String name;
    final Duration clockSkew;
    final Runnable work;
    final Turn turn = new Turn();
    boolean hasBegun;
    long wakesAt;
    @Nullable BooleanSupplier awaits;
    boolean doomed;

    /** True for the last try of work that nobody tries again: no fault hits it. */
    boolean isSpared;

    @Nullable End end;
    @Nullable Throwable failure;

    Process(String name, Duration clockSkew, long wakesAt, Runnable work) {
        this.work = work;
        this.name = name;
        this.clockSkew = clockSkew;
        this.wakesAt = wakesAt;
    }

    boolean hasEnded() {
        return end != null;
    }
}
