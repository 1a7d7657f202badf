package dev.tablecast.bench.system;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param heapBytes what is left of the heap after a collection
 * @param residentBytes all that it takes of the machine's memory; empty where nothing tells
 */
record Memory(long heapBytes, OptionalLong residentBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");

    static Memory now() {
        System.gc();
        return new Memory(PeakHeap.used(), resident());
    }

    /** How many files and sockets a process may have open. */
    static long files() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    private static OptionalLong resident() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
