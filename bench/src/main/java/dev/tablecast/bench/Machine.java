package dev.tablecast.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What figures were measured on, in words. */
final class Machine {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Machine() {}

    static String description() {
        return String.format(
                Locale.ROOT,
                "%d cores of %s, %d GB, %s %s, Java %s; load average %.1f at the start",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                Math.ceilDiv(SYSTEM.getTotalMemorySize(), 1L << 30),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                SYSTEM.getSystemLoadAverage());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("an unnamed processor");
        } catch (IOException e) {
            return "an unnamed processor";
        }
    }
}
