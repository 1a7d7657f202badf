package dev.tablecast.functions.message;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.view.ViewPolicy;
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

    /** Returns the messages for the records {@code from} to {@code to} of consecutive entries. */
    Messages messages(List<Entry> entries, long from, long to);

    /** Returns whether clients can subscribe; where they can't, each gets everything. */
    boolean hasSubscriptions();

    /** Returns the limits to what clients see. */
    ViewPolicy policy();
}
