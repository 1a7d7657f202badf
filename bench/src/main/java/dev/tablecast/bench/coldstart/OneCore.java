package dev.tablecast.bench.coldstart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What lets a process have one core: the kernel, where it can be told to, and else the JVM. */
final class OneCore {
    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    private OneCore() {}

    /** What a command begins with; nothing where there is no {@code taskset}. */
    static List<String> prefix() {
        return Files.isExecutable(TASKSET) ? List.of(TASKSET.toString(), "-c", "0") : List.of();
    }

    /** In words. */
    static String description() {
        return prefix().isEmpty()
                ? "-XX:ActiveProcessorCount=1 (taskset isn't there: its threads may use all cores)"
                : "taskset on the first core, and -XX:ActiveProcessorCount=1";
    }
}
