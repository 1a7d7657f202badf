package dev.tablecast.functions.log;

import java.util.ArrayList;
import java.util.List;

/** A record with its number. */
public record NumberedRecord(long number, LogRecord content) {
    /** Returns the records {@code from} to {@code to} of consecutive entries, in order. */
    public static List<NumberedRecord> between(List<Entry> entries, long from, long to) {
        var records = new ArrayList<NumberedRecord>();
        for (Entry entry : entries) {
            long last = Math.min(to, entry.to());
            for (long number = Math.max(from, entry.from()); number <= last; number++) {
                records.add(new NumberedRecord(number, entry.get(number)));
            }
        }
        return records;
    }
}
