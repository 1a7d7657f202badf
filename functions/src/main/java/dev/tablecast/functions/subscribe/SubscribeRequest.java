package dev.tablecast.functions.subscribe;

/**
 * A request to subscribe.
 *
 * @param after the position that the client has; empty if it has none
 */
public record SubscribeRequest(String connectionId, String sub, long rev, String after) {}
