package dev.tablecast.bench;

/** Measures something, warmed up, in a bounded time. */
interface Benchmark {
    Figures run();
}
