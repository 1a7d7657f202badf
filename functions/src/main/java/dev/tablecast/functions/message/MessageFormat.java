package dev.tablecast.functions.message;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.log.Entry;
import java.util.List;

/** The form in which clients get changes. */
public sealed interface MessageFormat permits JsonMessages, TextMessages {
    /** Names of the formats, as the setting has them. */
    enum Type {
        JSON,
        TEXT
    }

    /** Returns the part of a change that its messages need: it alone is stored. */
    Change stored(Change change);

    /**
     * Renders the records {@code from} to {@code to} of consecutive entries.
     *
     * @throws java.io.UncheckedIOException if a change can't be read
     */
    Frames frames(List<Entry> entries, long from, long to, Audience audience);

    /** Returns whether clients can subscribe; where they can't, each gets everything. */
    boolean hasSubscriptions();

    /** Returns the id of what a subscription sees of a record, as positions have it. */
    String view();
}
