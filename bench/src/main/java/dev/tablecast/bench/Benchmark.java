package dev.tablecast.bench;

/** Measures something, warmed up, in a bounded time. */
public interface Benchmark {
    /**
     * @throws MissingPartException if it needs what isn't there
     */
    Report run();
}
