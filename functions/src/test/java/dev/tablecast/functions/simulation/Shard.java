package dev.tablecast.functions.simulation;

import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.simulation.Process.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A shard of the stream, and the poller that delivers its records to the trigger. */
final class Shard {
    private static final int MOST_RECORDS = 6;
    private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(120);

    final int number;
    final List<LogRecord> events = new ArrayList<>();
    private final World world;
    private final TriggerFunction trigger;
    private final TreeSet<Integer> boundaries = new TreeSet<>();
    private int checkpoint;
    private String generation;
    boolean isClosed;

    Shard(int number, World world, TriggerFunction trigger) {
        this.number = number;
        this.world = world;
        this.trigger = trigger;
        this.generation = trigger.generation;
        boundaries.add(0);
    }

    /** Adds the next change. */
    void write() {
        String id = "s" + number + "e" + (events.size() + 1);
        events.add(Logged.change(id));
    }

    boolean isDelivered() {
        return isClosed && checkpoint == events.size();
    }

    /** Delivers records until the shard is closed and all are acknowledged. */
    void poll() {
        int failures = 0;
        while (!isDelivered()) {
            if (checkpoint == events.size()) {
                world.scheduler.await(
                        () -> isClosed || checkpoint < events.size(), Duration.ofHours(1));
                continue;
            }
            followMapping();
            deliverAgainNowAndThen();
            int size =
                    1
                            + world.scheduler.random.nextInt(
                                    Math.min(MOST_RECORDS, events.size() - checkpoint));
            var invocation =
                    trigger.deliver(
                            generation,
                            List.copyOf(events.subList(checkpoint, checkpoint + size)),
                            failures > 0);
            world.scheduler.join(invocation.process(), FUNCTION_TIMEOUT);
            int done = invocation.process().end == End.RETURNED ? invocation.done() : 0;
            if (invocation.process().end == null && world.scheduler.chance(0.7)) {
                world.scheduler.kill(invocation.process());
            }
            checkpoint += done;
            boundaries.add(checkpoint);
            failures = done == size ? 0 : failures + 1;
            if (failures > 0) {
                world.scheduler.sleep(Duration.ofMillis(100L << Math.min(failures, 6)));
            }
        }
    }

    /** A new mapping begins where it finds the stream: it never delivers what came before. */
    private void followMapping() {
        if (!generation.equals(trigger.generation)) {
            generation = trigger.generation;
            boundaries.clear();
            boundaries.add(checkpoint);
        }
    }

    /**
     * Delivers what was acknowledged, from any place where a delivery could have begun: a poller
     * that lost its checkpoint, which tries until it is done.
     */
    private void deliverAgainNowAndThen() {
        if (!world.fault()) {
            return;
        }
        var starts = List.copyOf(boundaries);
        int start = starts.get(world.scheduler.random.nextInt(starts.size()));
        int most = Math.min(MOST_RECORDS, events.size() - start);
        if (most == 0) {
            return;
        }
        int size = 1 + world.scheduler.random.nextInt(most);
        var batch = List.copyOf(events.subList(start, start + size));
        String mapping = generation;
        trigger.running++;
        world.scheduler.start(
                "poller",
                Duration.ZERO,
                () -> {
                    Invocation invocation;
                    do {
                        invocation = trigger.deliver(mapping, batch, true);
                        world.scheduler.join(invocation.process(), FUNCTION_TIMEOUT);
                        world.scheduler.sleep(Duration.ofMillis(500));
                    } while (invocation.process().end != End.RETURNED);
                    trigger.running--;
                });
    }
}
