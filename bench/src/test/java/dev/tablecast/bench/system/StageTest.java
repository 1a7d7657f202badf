package dev.tablecast.bench.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StageTest {
    @Test
    void stagesAddUpToTheLatency() {
        Delivery delivery = delivery(150, 170);

        assertThat(nanos(100, delivery)).containsExactly(50, 20, 30, 40, 50, 60);
        assertThat(Arrays.stream(nanos(100, delivery)).sum()).isEqualTo(delivery.nanoTime() - 100);
    }

    @Test
    void aChangeThatComesAfterTheBatchBeforeDoesntWaitForIt() {
        assertThat(nanos(160, delivery(150, 170))).startsWith(0, 10, 30);
    }

    /** The stream may be faster than the answer to who wrote. */
    @Test
    void whatHappensBeforeAChangeIsKnownToBeCommittedIsNoneOfItsTime() {
        assertThat(nanos(190, delivery(150, 170))).startsWith(0, -20, 10, 40);
    }

    private static Delivery delivery(long beforeEnded, long triggered) {
        var broadcast = new Broadcast(beforeEnded, triggered);
        assertThat(broadcast.start(200)).isTrue();
        assertThat(broadcast.start(201)).as("only once").isFalse();
        broadcast.post(240);
        broadcast.post(241);
        return new Delivery(new int[] {1}, new Probe.Post(broadcast, 290), 350);
    }

    private static long[] nanos(long committed, Delivery delivery) {
        return Arrays.stream(Stage.values())
                .mapToLong(stage -> stage.nanos(committed, delivery))
                .toArray();
    }
}
