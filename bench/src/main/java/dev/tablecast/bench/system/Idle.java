package dev.tablecast.bench.system;

import java.time.Duration;

/**
 * Connections that were open while nothing happened.
 *
 * @param opening how long it took to let them in, but for those that were there before
 * @param before what was held without them
 * @param memory what was held with them
 * @param telling how long it took a change then from its being committed to the last of them
 */
record Idle(
        int connections,
        int added,
        Duration opening,
        Memory before,
        Memory memory,
        Duration telling) {
    double heapBytesEach() {
        return (double) (memory.heapBytes() - before.heapBytes()) / added;
    }
}
