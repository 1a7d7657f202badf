package dev.tablecast.functions.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 500);

    @Test
    void noSeedBreaksARule() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(Simulation.run(seed, Sabotage.NONE)).as("seed " + seed).isEmpty();
        }
    }
}
