package dev.tablecast.soak.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The distinct changes in all messages. Clients store only their ids. */
public final class SentChanges {
    private record Key(String epoch, long number, int change) {}

    private final Map<Key, SentChange> known = new HashMap<>();
    private final List<SentChange> byId = new ArrayList<>();

    /** Returns the change with these values; equal values give the same change. */
    public synchronized SentChange change(String epoch, long number, int change) {
        return known.computeIfAbsent(
                new Key(epoch, number, change),
                key -> {
                    var added = new SentChange(epoch, number, change, byId.size());
                    byId.add(added);
                    return added;
                });
    }

    /** Returns all changes; the index of each is its id. */
    public synchronized List<SentChange> all() {
        return List.copyOf(byId);
    }
}
