package dev.tablecast.bench;

import java.util.List;

/** Measures something, warmed up, in a bounded time. */
public interface Benchmark {
    /**
     * @throws MissingPartException if it needs what isn't there
     */
    Report run();

    /** With which options of the JVM it is to run, beside those that all have; none by default. */
    default List<String> jvmOptions() {
        return List.of();
    }
}
