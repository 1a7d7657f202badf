package dev.tablecast.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tablecast.bench.growth.Line.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {
    @Test
    void pointsOnALineAreThatLine() {
        Line line =
                Line.through(
                        List.of(
                                new Point(1, 10.5),
                                new Point(1_000, 510),
                                new Point(10_000, 5_010)));

        assertThat(line.intercept()).isCloseTo(10, within(1e-6));
        assertThat(line.slope()).isCloseTo(0.5, within(1e-9));
        assertThat(line.determination()).isCloseTo(1, within(1e-9));
    }

    @Test
    void theLineIsNearestToPointsBesideIt() {
        Line line = Line.through(List.of(new Point(0, 0), new Point(1, 2), new Point(2, 1)));

        assertThat(line.slope()).isCloseTo(0.5, within(1e-9));
        assertThat(line.intercept()).isCloseTo(0.5, within(1e-9));
        assertThat(line.determination()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void whatGrowsFasterThanItsRowsIsNoLine() {
        Line line =
                Line.through(
                        List.of(
                                new Point(1, 1),
                                new Point(10, 100),
                                new Point(100, 10_000),
                                new Point(1_000, 1_000_000)));

        assertThat(line.determination()).isLessThan(0.999);
    }

    @Test
    void oneNumberOfRowsIsNoGrowth() {
        assertThatThrownBy(() -> Line.through(List.of(new Point(5, 1), new Point(5, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a line needs points at two places");
    }
}
