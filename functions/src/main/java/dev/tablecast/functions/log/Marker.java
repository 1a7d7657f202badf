package dev.tablecast.functions.log;

/**
 * The numbers of an event that is logged and of those logged with it.
 *
 * <p>A batch of a stream carries no shard id, so an event names the marker. Every event at which a
 * delivery can start has one.
 *
 * @param number the number of the event
 * @param to the last number of its entry
 */
record Marker(String epoch, long number, long to) {
    /** Returns how many events are logged from this one to the end of the entry. */
    int events() {
        return Math.toIntExact(to - number + 1);
    }
}
