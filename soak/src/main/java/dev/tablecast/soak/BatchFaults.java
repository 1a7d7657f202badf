package dev.tablecast.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.stream.StreamFaults;
import dev.tablecast.soak.Dice.Mishap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Batches that are delivered twice, and a few that are given up before they are delivered. */
final class BatchFaults implements StreamFaults {
    private static final List<Mishap<Boolean>> REDELIVERY =
            List.of(Mishap.of("delivered twice", true));

    private static final List<Mishap<Boolean>> EXPIRY = List.of(Mishap.of("given up", true));

    private final Dice dice;
    private final AtomicInteger left;

    /**
     * @param givenUp the largest number of batches that are given up
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
