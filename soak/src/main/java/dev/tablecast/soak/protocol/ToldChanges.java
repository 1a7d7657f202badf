package dev.tablecast.soak.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The distinct changes that messages told: each client keeps their ids alone. */
public final class ToldChanges {
    private record Told(String epoch, long number, int change) {}

    private final Map<Told, ToldChange> known = new HashMap<>();
    private final List<ToldChange> byId = new ArrayList<>();

    /** Returns the change that messages tell with these values, the same for the same. */
    public synchronized ToldChange told(String epoch, long number, int change) {
        return known.computeIfAbsent(
                new Told(epoch, number, change),
                told -> {
                    var added = new ToldChange(epoch, number, change, byId.size());
                    byId.add(added);
                    return added;
                });
    }

    /** Returns all, by their ids. */
    public synchronized List<ToldChange> all() {
        return List.copyOf(byId);
    }
}
