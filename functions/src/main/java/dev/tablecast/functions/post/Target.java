package dev.tablecast.functions.post;

import java.time.Instant;

/**
 * A connection that messages are posted to.
 *
 * @param connectedAt as its row has it: the row is pruned only while it is still this one
 * @param from the index of the first message that it hasn't got yet
 */
record Target(String connectionId, Instant connectedAt, int from) {
    Target from(int message) {
        return new Target(connectionId, connectedAt, message);
    }
}
