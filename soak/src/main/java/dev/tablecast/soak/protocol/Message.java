package dev.tablecast.soak.protocol;

import java.util.List;

/** A message of the server. */
public sealed interface Message {
    /**
     * Changes, in the order of the log.
     *
     * @param subs the subscriptions that receive it; empty for a client that doesn't subscribe
     * @param from the first number that the message covers
     * @param to the last number that it covers
     * @param replay whether it belongs to an answer to {@code subscribe}
     */
    record Changes(
            List<String> subs,
            String epoch,
            long from,
            long to,
            boolean replay,
            List<SentChange> changes)
            implements Message {
        public Changes {
            subs = List.copyOf(subs);
            changes = List.copyOf(changes);
        }
    }

    /** The subscription is in place. */
    record Subscribed(String sub, long rev, Position position, boolean contiguous)
            implements Message {}

    /** A step of the replay is done. */
    record More(String sub, long rev, Position position) implements Message {}

    /** The replay is done. */
    record Live(String sub, long rev, Position position) implements Message {}

    /** The client must start over. */
    record Reset(String sub, long rev, String reason, Position position) implements Message {}

    /** A refusal by the system, or by API Gateway, whose errors name no subscription. */
    record Refused(String reason) implements Message {}

    /** A message of an unknown form. */
    record Unreadable() implements Message {}
}
