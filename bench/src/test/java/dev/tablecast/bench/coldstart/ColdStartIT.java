package dev.tablecast.bench.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.bench.Reports;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
        named = "load",
        matches = "true",
        disabledReason = "a benchmark in small; -Dload=true runs it")
class ColdStartIT {
    private static final Set<String> FUNCTIONS = Set.of("authorize", "post");

    @Test
    void functionsStartAndDoTheirWorkAndAfterASnapshotLoadNextToNothing() {
        Map<String, String> figures =
                Reports.figures(new ColdStartBenchmark(1, FUNCTIONS::contains).run());

        assertThat(figures).containsKeys("authorize", "post", "maxFirstMs");
        assertThat(Integer.parseInt(figures.get("maxFirstMs"))).isGreaterThan(100);
        assertThat(Integer.parseInt(figures.get("ofTheJar"))).isBetween(0, 4);
        assertThat(Integer.parseInt(figures.get("loadedAfterPriming"))).isBetween(0, 60);
    }
}
