package dev.tablecast.bench.broadcast;

import java.time.Duration;

/**
 * What an invocation of a function took.
 *
 * @param log what the function wrote with Lambda's logger
 */
public record Invocation(Duration duration, int requestBytes, int responseBytes, String log) {}
