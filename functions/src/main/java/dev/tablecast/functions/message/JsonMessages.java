package dev.tablecast.functions.message;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.view.ViewPolicy;
import java.util.List;

/** Messages such as {@code {"type":"changes",…}}, see {@link JsonRange}. */
public record JsonMessages(ViewPolicy policy) implements MessageFormat {
    @Override
    public Change stored(Change change) {
        return policy.stored(change);
    }

    @Override
    public Messages messages(List<Entry> entries, long from, long to) {
        return new JsonRange(entries, from, to);
    }

    @Override
    public boolean hasSubscriptions() {
        return true;
    }
}
