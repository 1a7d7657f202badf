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

    /** Whether it had to go on because nobody could be invoked in its place. */
    boolean couldNotHandOver;

    final String name;
    final Duration clockSkew;
    final Runnable work;
    final Turn turn = new Turn();
    boolean hasBegun;
    long wakesAt;
    @Nullable BooleanSupplier awaits;
    boolean doomed;

    /** Whether no fault hits it: the last try of something that nobody would try again. */
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
