package dev.tablecast.functions.stream;

/** What became of a batch. */
sealed interface Delivery {
    /** Every change of it was broadcast. */
    record Complete() implements Delivery {}

    /** What comes before this record was broadcast; it and what comes after it must be retried. */
    record FailedAt(String sequenceNumber, String reason) implements Delivery {}
}
