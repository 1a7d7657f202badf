package dev.tablecast.bench.system;

import dev.tablecast.bench.Usage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What became of a load.
 *
 * @param latencies from a change's being committed to each client's having it
 * @param stages what these are the sums of
 * @param elapsed from the first change to the last client that has the last
 * @param usage of the process: system, clients and writers
 * @param clientCpu of the clients
 */
record Measured(
        int connections,
        int perSecond,
        int changes,
        Latencies latencies,
        Map<Stage, Latencies> stages,
        int messages,
        Duration elapsed,
        Usage usage,
        Duration clientCpu,
        int peakHeapMegabytes) {

    static Measured of(
            int connections,
            int perSecond,
            Writes writes,
            List<Delivery> deliveries,
            Usage usage,
            Duration clientCpu,
            int peakHeapMegabytes) {
        var latencies = new Latencies();
        var stages = new EnumMap<Stage, Latencies>(Stage.class);
        for (Stage stage : Stage.values()) {
            stages.put(stage, new Latencies());
        }
        long last = Long.MIN_VALUE;
        for (Delivery delivery : deliveries) {
            last = Math.max(last, delivery.nanoTime());
            for (int change : delivery.changes()) {
                long committed = writes.committed(change);
                latencies.add(delivery.nanoTime() - committed);
                stages.forEach(
                        (stage, durations) -> durations.add(stage.nanos(committed, delivery)));
            }
        }
        return new Measured(
                connections,
                perSecond,
                writes.count(),
                latencies,
                stages,
                deliveries.size(),
                Duration.ofNanos(last - writes.begun()),
                usage,
                clientCpu,
                peakHeapMegabytes);
    }

    Latencies of(Stage stage) {
        return Objects.requireNonNull(stages.get(stage));
    }

    /** Changes that everyone had, for each second that it took. */
    double throughput() {
        return changes / seconds(elapsed);
    }

    /** Texts that clients got in a second. */
    double messagesPerSecond() {
        return messages / seconds(elapsed);
    }

    /** Changes that shared a message. */
    double changesPerMessage() {
        return (double) latencies.count() / messages;
    }

    /** How many processors were busy. */
    double processors() {
        return seconds(usage.cpu()) / seconds(usage.elapsed());
    }

    /** How much of this was clients. */
    double clientShare() {
        return seconds(clientCpu) / seconds(usage.cpu());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
