package dev.tablecast.functions.log;

/** The delivery of a round to every connection. */
@FunctionalInterface
public interface Broadcasting {
    /**
     * Returns when every connection has the round's records or was closed.
     *
     * @throws LogUnreadableException if the log doesn't have them
     * @throws BroadcastFailedException if some connection may have neither
     */
    void deliver(Round round);
}
