package dev.tablecast.functions.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules of the log under a scheduler that decides from a seed. {@code -Dsimulation.seeds=N}
 * runs more of them; {@code -Dsimulation.trace=true} prints what happens.
 */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 300);

    /** Enough for the rarest of the planted faults. */
    private static final int SEEDS_OF_A_FAULT = 1_500;

    @Test
    void noSeedBreaksARule() {
        assertThat(runs(SEEDS, Sabotage.NONE).filter(Run::brokeARule).findFirst()).isEmpty();
    }

    /** A seed and the rules that it broke. */
    private record Run(long seed, List<String> violations) {
        boolean brokeARule() {
            return !violations.isEmpty();
        }
    }

    /** Runs seeds, several at a time. */
    private static Stream<Run> runs(long seeds, Sabotage sabotage) {
        return LongStream.range(0, seeds).parallel().mapToObj(seed -> run(seed, sabotage));
    }

    /** Runs a seed on virtual threads alone, which hand over to each other at little cost. */
    private static Run run(long seed, Sabotage sabotage) {
        var run = new FutureTask<>(() -> new Run(seed, Simulation.run(seed, sabotage)));
        Thread.ofVirtual().start(run);
        try {
            return run.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("seed " + seed + " did not end", e);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyPlantedFaultIsFound(Sabotage fault) {
        Optional<Run> found = runs(SEEDS_OF_A_FAULT, fault).filter(Run::brokeARule).findFirst();

        assertThat(found).as(fault + " is found by no seed").isPresent();
        System.getLogger(SimulationTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0} is found by seed {1}: {2}",
                        fault,
                        found.get().seed(),
                        found.get().violations().getFirst());
    }
}
