package dev.tablecast.bench.filters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.bench.Reports;
import org.junit.jupiter.api.Test;

/** The benchmark in small; it fails by itself if posts and matches differ. */
class FiltersIT {
    @Test
    void itComparesEveryShareOfMatches() {
        var figures = Reports.figures(new FiltersBenchmark(100, 1, 1, 1).run());

        assertThat(figures)
                .containsKeys(
                        "unmatchedCpuMicros",
                        "slowestToFastestAt0",
                        "slowestToFastestAt1",
                        "slowestToFastestAt10",
                        "slowestToFastestAt100");
    }
}
