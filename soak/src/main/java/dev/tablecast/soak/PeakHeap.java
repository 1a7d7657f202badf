package dev.tablecast.soak;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The most heap that was ever in use, garbage included, as far as looking ten times a second tells.
 */
final class PeakHeap {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final LongSupplier usedBytes;
    private final AtomicLong peakBytes = new AtomicLong();

    PeakHeap(LongSupplier usedBytes) {
        this.usedBytes = usedBytes;
    }

    /** The heap of this process, with the system and all of its clients in it. */
    static PeakHeap ofThisProcess() {
        return new PeakHeap(
                () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }

    void lookUntil(LoadPhase end) throws InterruptedException {
        do {
            look();
        } while (!end.endsWithin(PERIOD));
    }

    void look() {
        peakBytes.accumulateAndGet(usedBytes.getAsLong(), Math::max);
    }

    int megabytes() {
        return Math.toIntExact(peakBytes.get() >> 20);
    }
}
