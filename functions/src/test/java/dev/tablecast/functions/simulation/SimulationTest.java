package dev.tablecast.functions.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules of the log under a scheduler that decides from a seed.
 *
 * <p>Without a property as many of 10,000 seeds are run as fit ten seconds. {@code
 * -Dsimulation.seeds=N} runs exactly so many; {@code -Dsimulation.trace=true} prints what happens.
 */
class SimulationTest {
    private static final System.Logger LOG = System.getLogger(SimulationTest.class.getName());
    private static final long SEEDS = Long.getLong("simulation.seeds", 10_000);

    /** The seeds that are run however long they take. */
    private static final long FEWEST_SEEDS = Long.getLong("simulation.seeds", 300);

    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Enough for the rarest of the planted faults, which one seed of 500 finds. */
    private static final long SEEDS_OF_A_FAULT = 5_000;

    /** The seeds that were run, and the rules that were broken, by seed. */
    private record Runs(long seeds, Map<Long, List<String>> violations) {}

    @Test
    void noSeedBreaksARule() {
        long start = System.nanoTime();

        Runs runs = run(Sabotage.NONE, SEEDS, FEWEST_SEEDS);

        assertThat(runs.violations()).isEmpty();
        LOG.log(
                Level.INFO,
                "{0} seeds in {1} s",
                runs.seeds(),
                Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyPlantedFaultIsFound(Sabotage fault) {
        Runs runs = run(fault, SEEDS_OF_A_FAULT, SEEDS_OF_A_FAULT);

        assertThat(runs.violations()).as(fault + " is found by no seed").isNotEmpty();
        runs.violations()
                .forEach(
                        (seed, violations) ->
                                LOG.log(
                                        Level.INFO,
                                        "{0} is found by seed {1}: {2}",
                                        fault,
                                        seed,
                                        violations.getFirst()));
    }

    /** Runs seeds from 0 on until one breaks a rule, one for each core at a time. */
    private static Runs run(Sabotage sabotage, long seeds, long fewest) {
        var next = new AtomicLong();
        var ran = new AtomicLong();
        var violations = new ConcurrentSkipListMap<Long, List<String>>();
        long end = System.nanoTime() + LONGEST.toNanos();
        Runnable worker =
                () -> {
                    long seed = next.getAndIncrement();
                    while (violations.isEmpty()
                            && seed < seeds
                            && (seed < fewest || System.nanoTime() < end)) {
                        var found = Simulation.run(seed, sabotage);
                        if (!found.isEmpty()) {
                            violations.put(seed, found);
                        }
                        ran.incrementAndGet();
                        seed = next.getAndIncrement();
                    }
                };
        // Virtual threads alone, which hand over to each other at little cost.
        var workers =
                IntStream.range(0, Runtime.getRuntime().availableProcessors())
                        .mapToObj(
                                i -> CompletableFuture.runAsync(worker, Thread::startVirtualThread))
                        .toList();
        workers.forEach(CompletableFuture::join);
        return new Runs(ran.get(), violations);
    }
}
