package dev.tablecast.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConsumptionTest {
    private static final Offset<Double> NEARLY = within(1e-9);

    @ParameterizedTest
    @MethodSource
    void anItemCostsWhatAwsAsks(Item item, double amount, double dollars) {
        assertThat(Consumption.NONE.with(item, amount).cost()).isEqualTo(dollars, NEARLY);
    }

    static Stream<Arguments> anItemCostsWhatAwsAsks() {
        return Stream.of(
                Arguments.of(Item.MESSAGES, 1e6, 1.00),
                Arguments.of(Item.CONNECTION_MINUTES, 1e6, 0.25),
                Arguments.of(Item.LAMBDA_REQUESTS, 1e6, 0.20),
                Arguments.of(Item.LAMBDA_COMPUTE, 1e6, 13.3334),
                Arguments.of(Item.EXPRESS_REQUESTS, 1e6, 1.00),
                Arguments.of(Item.EXPRESS_COMPUTE, 1e6, 16.67),
                Arguments.of(Item.READS, 1e6, 0.125),
                Arguments.of(Item.WRITES, 1e6, 0.625),
                Arguments.of(Item.LOG_BYTES, 1024.0 * 1024 * 1024, 0.50),
                Arguments.of(Item.TRACES, 1e6, 5.00));
    }

    @Test
    void consumptionsAddUpItemByItem() {
        var sum =
                Consumption.NONE
                        .with(Item.READS, 2)
                        .with(Item.READS, 3)
                        .plus(Consumption.NONE.with(Item.READS, 5).with(Item.WRITES, 1))
                        .times(10);

        assertThat(sum.of(Item.READS)).isEqualTo(100);
        assertThat(sum.of(Item.WRITES)).isEqualTo(10);
        assertThat(sum.of(Item.TRACES)).isZero();
    }

    @Test
    void theOverheadIsEverythingButMessagesMeasuredByMessages() {
        var consumption =
                Consumption.NONE
                        .with(Item.MESSAGES, 1000)
                        .with(Item.LAMBDA_REQUESTS, 50)
                        .with(Item.TRACES, 2);

        assertThat(consumption.overhead()).isEqualTo((50 * 0.20 + 2 * 5.00) / 1000, NEARLY);
    }

    @Test
    void xRayRecordsOneASecondAndATwentiethOfTheOthers() {
        assertThat(CostBenchmark.traced(1)).isEqualTo(1, NEARLY);
        assertThat(CostBenchmark.traced(10)).isEqualTo(1.45 / 10, NEARLY);
    }

    @Test
    void appSyncEventsAsksForWhatIsPublishedAndForWhatEachReceivesByFiveKilobytes() {
        assertThat(AppSyncEvents.change(1000, 200)).isEqualTo(1001e-6, NEARLY);
        assertThat(AppSyncEvents.change(1000, 5120)).isEqualTo(1001e-6, NEARLY);
        assertThat(AppSyncEvents.change(1000, 5121)).isEqualTo(2002e-6, NEARLY);
    }
}
