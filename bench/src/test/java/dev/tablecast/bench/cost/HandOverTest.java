package dev.tablecast.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HandOverTest {
    @Test
    void anOverlapCostsItsPartOfTheTime() {
        double share = new HandOver(Consumption.NONE, 5).share();

        // 10 s of 90 minutes.
        assertThat(share).isCloseTo(10.0 / 5_400, within(1e-9));
    }

    @Test
    void whatAConnectionTakesWeighsMoreTheLessHappens() {
        var connection = Consumption.NONE.with(Item.MESSAGES, 3);

        // 13 and 5,400 messages, 1/6 and 90 minutes.
        assertThat(new HandOver(connection, 1).share())
                .isCloseTo((13 + 0.25 / 6) / (5_400 + 0.25 * 90), within(1e-9));
        assertThat(new HandOver(connection, 0.1).share())
                .isGreaterThan(new HandOver(connection, 1).share());
    }
}
