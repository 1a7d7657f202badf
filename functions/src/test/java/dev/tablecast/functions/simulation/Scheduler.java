package dev.tablecast.functions.simulation;

import dev.tablecast.functions.simulation.Process.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A virtual time in which one process runs at a time. The same seed gives the same order.
 *
 * <p>Each process has a thread to itself, and hands over to the scheduler wherever it waits.
 */
final class Scheduler {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MAX_STEPS = 40_000;

    final Random random;
    private final List<Process> processes = new ArrayList<>();
    private final Turn back = new Turn();
    private long nowMillis;
    private int steps;
    private @Nullable Process current;

    private static final boolean TRACES = Boolean.getBoolean("simulation.trace");

    /** Prints what happens, to look into a seed. */
    void trace(Supplier<String> text) {
        if (TRACES) {
            System.err.println(
                    now() + " " + (current == null ? "-" : current.name) + ": " + text.get());
        }
    }

    Scheduler(long seed) {
        random = new Random(seed);
    }

    /** Returns the time as the running process sees it. */
    Instant clock() {
        Instant now = now();
        return current == null ? now : now.plus(current.clockSkew);
    }

    Instant now() {
        return START.plusMillis(nowMillis);
    }

    @Nullable Process current() {
        return current;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Starts a process, which first runs after {@code delay}. */
    Process start(String name, Duration delay, Runnable work) {
        return start(name, delay, Duration.ZERO, work);
    }

    Process start(String name, Duration delay, Duration clockSkew, Runnable work) {
        var process = new Process(name, clockSkew, nowMillis + delay.toMillis(), work);
        process.isSpared = current != null && current.isSpared;
        processes.add(process);
        return process;
    }

    /** Lets a process run until it waits or ends. */
    private void giveTurn(Process process) {
        if (process.hasBegun) {
            process.turn.give();
        } else {
            process.hasBegun = true;
            Worker.run(() -> run(process));
        }
        back.take();
    }

    private void run(Process process) {
        try {
            if (process.doomed) {
                throw new Crash();
            }
            process.work.run();
            process.end = End.RETURNED;
        } catch (Crash e) {
            process.end = End.CRASHED;
        } catch (Throwable e) {
            process.end = End.FAILED;
            process.failure = e;
        }
        back.give();
    }

    /** Lets the running process wait. */
    void sleep(Duration duration) {
        Process self = current;
        if (self == null) {
            throw new IllegalStateException("only a process can wait");
        }
        self.wakesAt = nowMillis + duration.toMillis();
        back.give();
        self.turn.take();
        if (self.doomed) {
            throw new Crash();
        }
    }

    /** Lets the running process wait until a condition holds, or for a time. */
    void await(BooleanSupplier condition, Duration atMost) {
        if (!condition.getAsBoolean()) {
            current.awaits = condition;
            sleep(atMost);
        }
    }

    /** Lets the running process wait until another has ended, or for a time. */
    void join(Process other, Duration atMost) {
        await(other::hasEnded, atMost);
    }

    /** Ends a process at its next turn. */
    void kill(Process process) {
        process.doomed = true;
        process.wakesAt = Math.min(process.wakesAt, nowMillis);
    }

    /** Runs processes until all have ended. */
    void run() {
        while (!processes.isEmpty()) {
            if (++steps > MAX_STEPS) {
                String names = processes.stream().map(process -> process.name).toList().toString();
                processes.forEach(this::kill);
                throw new IllegalStateException("the simulation does not come to an end: " + names);
            }
            Process next = next();
            nowMillis = Math.max(nowMillis, next.wakesAt);
            current = next;
            next.awaits = null;
            giveTurn(next);
            if (next.hasEnded()) {
                trace(() -> "ended: " + next.end + " " + next.failure);
            }
            current = null;
            if (next.hasEnded()) {
                processes.remove(next);
            }
        }
    }

    private Process next() {
        long earliest = Long.MAX_VALUE;
        for (Process process : processes) {
            if (process.awaits != null && process.awaits.getAsBoolean()) {
                process.wakesAt = nowMillis;
                process.awaits = null;
            }
            earliest = Math.min(earliest, process.wakesAt);
        }
        // Who wakes within the same few milliseconds goes in any order.
        long limit = Math.max(earliest, nowMillis) + 3;
        int ready = 0;
        Process chosen = processes.getFirst();
        for (Process process : processes) {
            if (process.wakesAt <= limit && random.nextInt(++ready) == 0) {
                chosen = process;
            }
        }
        return chosen;
    }
}
