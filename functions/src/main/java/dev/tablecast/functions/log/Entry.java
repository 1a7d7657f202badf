package dev.tablecast.functions.log;

import java.util.List;

/**
 * Consecutive records that were appended together.
 *
 * @param from the number of the first record; the first of an epoch is 1
 * @param bytesBefore the size of all records of the epoch before this entry
 */
public record Entry(String epoch, long from, long bytesBefore, List<LogRecord> records) {
    /** The largest number of records of an entry. */
    static final int MAX_RECORDS = 1_000;

    /** The largest size of an entry with more than one record. */
    static final int MAX_BYTES = 1024 * 1024;

    public Entry {
        records = List.copyOf(records);
        if (records.isEmpty() || records.size() > MAX_RECORDS) {
            throw new IllegalArgumentException(
                    "an entry has %d records; it has 1 to %d"
                            .formatted(records.size(), MAX_RECORDS));
        }
    }

    /** Returns the number of the last record. */
    public long to() {
        return from + records.size() - 1;
    }

    public boolean contains(long number) {
        return from <= number && number <= to();
    }

    /** Returns the record with a number that the entry contains. */
    public LogRecord get(long number) {
        return records.get(Math.toIntExact(number - from));
    }

    /** Returns the size of the entry's records. */
    public long bytes() {
        return records.stream().mapToLong(LogRecord::bytes).sum();
    }

    /** Returns as many of the first records as fit one entry; at least one. */
    static List<LogRecord> fitting(List<? extends LogRecord> records) {
        int count = 0;
        long bytes = 0;
        for (LogRecord next : records) {
            bytes += next.bytes();
            if (count == MAX_RECORDS || count > 0 && bytes > MAX_BYTES) {
                break;
            }
            count++;
        }
        return List.copyOf(records.subList(0, count));
    }
}
