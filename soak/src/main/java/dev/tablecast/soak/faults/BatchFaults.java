package dev.tablecast.soak.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.stream.StreamFaults;
import dev.tablecast.soak.faults.Dice.Mishap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults of batches: some are delivered twice, a few are given up before delivery. */
final class BatchFaults implements StreamFaults {
    private static final List<Mishap<Boolean>> REDELIVERY =
            List.of(Mishap.of("delivered twice", true));

    private static final List<Mishap<Boolean>> EXPIRY = List.of(Mishap.of("given up", true));

    private final Dice dice;
    private final AtomicInteger left;

    /**
     * @param givenUp the maximum number of batches that are given up
     */
    BatchFaults(Dice dice, int givenUp) {
        this.dice = dice;
        this.left = new AtomicInteger(givenUp);
    }

    @Override
    public boolean redelivers(List<JsonNode> records) {
        return dice.roll("batch", REDELIVERY).orElse(false);
    }

    @Override
    public boolean expires(List<JsonNode> records) {
        return left.get() > 0
                && dice.roll("batch", EXPIRY).orElse(false)
                && left.getAndDecrement() > 0;
    }
}
