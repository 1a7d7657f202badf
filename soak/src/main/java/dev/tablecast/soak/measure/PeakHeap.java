package dev.tablecast.soak.measure;

import dev.tablecast.soak.phase.LoadPhase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The peak of the heap in use, garbage included, sampled ten times a second. */
public final class PeakHeap {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final LongSupplier usedBytes;
    private final AtomicLong peakBytes = new AtomicLong();

    PeakHeap(LongSupplier usedBytes) {
        this.usedBytes = usedBytes;
    }

    /** Returns the peak of this process, which contains the system and its clients. */
    public static PeakHeap ofThisProcess() {
        return new PeakHeap(
                () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }

    public void lookUntil(LoadPhase end) throws InterruptedException {
        do {
            look();
        } while (!end.endsWithin(PERIOD));
    }

    void look() {
        peakBytes.accumulateAndGet(usedBytes.getAsLong(), Math::max);
    }

    public int megabytes() {
        return Math.toIntExact(peakBytes.get() >> 20);
    }
}
