package dev.tablecast.functions.log;

/** The records that one broadcast delivers, {@code from} to {@code to}. */
public record Round(String epoch, long from, long to) {
    /** The largest size of a round of several records. */
    static final int MAX_BYTES = 1024 * 1024;

    /** The largest number of records of a round. */
    static final int MAX_RECORDS = 1_000;
}
