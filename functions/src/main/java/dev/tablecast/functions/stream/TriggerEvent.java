package dev.tablecast.functions.stream;

/** An event that invokes the trigger. */
sealed interface TriggerEvent {
    /** A batch of a shard's records. */
    record Changes() implements TriggerEvent {}

    /** The schedule of the sweep, {@code {"Records":[{"eventSource":"aws:scheduler"}]}}. */
    record Schedule() implements TriggerEvent {}

    /**
     * The hand-over of a lease.
     *
     * @param from the owner that passes it
     * @param to the owner that gets it
     */
    record HandOver(String from, String to) implements TriggerEvent {}
}
