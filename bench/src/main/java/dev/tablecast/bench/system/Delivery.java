package dev.tablecast.bench.system;

/**
 * A message in a client's hands.
 *
 * @param changes the numbers of those that it tells, which all clients share
 * @param post how it came to the gateway
 */
record Delivery(int[] changes, Probe.Post post, long nanoTime) {}
