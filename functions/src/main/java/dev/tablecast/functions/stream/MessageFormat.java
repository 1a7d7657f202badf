package dev.tablecast.functions.stream;

import java.util.List;

/** How changes become text frames; the frames stay in the order of the changes. */
sealed interface MessageFormat permits JsonMessages, FixedText, TextTemplate {
    enum Type {
        JSON,
        TEXT
    }

    /** Returns as few messages as tell all the changes; none for none. */
    List<Message> messages(List<Change> changes);

    /** Returns the part of a change that its messages need: it alone is stored. */
    Change stored(Change change);
}
