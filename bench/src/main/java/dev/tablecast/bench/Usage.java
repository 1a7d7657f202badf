package dev.tablecast.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What work took of this process.
 *
 * @param cpu of all threads, the collector's and the compiler's too
 * @param allocatedBytes of all threads that run Java
 */
public record Usage(Duration elapsed, Duration cpu, long allocatedBytes) {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS =
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    /** Runs it once. */
    public static Usage of(Runnable work) {
        long allocated = THREADS.getTotalThreadAllocatedBytes();
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        long elapsed = System.nanoTime() - start;
        return new Usage(
                Duration.ofNanos(elapsed),
                Duration.ofNanos(SYSTEM.getProcessCpuTime() - cpu),
                THREADS.getTotalThreadAllocatedBytes() - allocated);
    }
}
