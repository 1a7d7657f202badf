package dev.tablecast.functions.log;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The newest entries of one epoch, up to a size. Safe for use by several threads. */
final class Tail {
    private final long maxBytes;
    private final NavigableMap<Long, Entry> entries = new TreeMap<>();
    private String epoch = "";
    private long bytes;

    Tail(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized void add(Entry entry) {
        if (!entry.epoch().equals(epoch)) {
            entries.clear();
            bytes = 0;
            epoch = entry.epoch();
        }
        if (entries.put(entry.from(), entry) == null) {
            bytes += entry.bytes();
        }
        while (bytes > maxBytes && entries.size() > 1) {
            bytes -= entries.pollFirstEntry().getValue().bytes();
        }
    }

    synchronized Optional<Entry> find(String ofEpoch, long number) {
        if (!ofEpoch.equals(epoch)) {
            return Optional.empty();
        }
        var candidate = entries.floorEntry(number);
        return candidate != null && candidate.getValue().contains(number)
                ? Optional.of(candidate.getValue())
                : Optional.empty();
    }
}
