package dev.tablecast.functions.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(Simulation.run(seed, Sabotage.NONE)).as("seed " + seed).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyPlantedFaultIsFound(Sabotage fault) {
        for (long seed = 0; seed < SEEDS_OF_A_FAULT; seed++) {
            List<String> violations = Simulation.run(seed, fault);
            if (!violations.isEmpty()) {
                System.getLogger(SimulationTest.class.getName())
                        .log(
                                System.Logger.Level.INFO,
                                "{0} is found by seed {1}: {2}",
                                fault,
                                seed,
                                violations.getFirst());
                return;
            }
        }
        assertThat(fault).as("found by no seed").isNull();
    }
}
