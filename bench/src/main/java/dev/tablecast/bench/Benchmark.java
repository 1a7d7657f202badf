package dev.tablecast.bench;

import java.util.List;

/** Measures something, warmed up, in a bounded time. */
public interface Benchmark {
    /**
     * @throws MissingPartException if it needs what isn't there
     */
    Report run();

    /** Where its part of the figures is, from the project's folder. */
    default String page() {
        return "docs/performance.md";
    }

    /** Whether its figures depend on the machine and the day. */
    default boolean isMeasured() {
        return true;
    }

    /** With which options of the JVM it is to run, beside those that all have; none by default. */
    default List<String> jvmOptions() {
        return List.of();
    }
}
