package dev.tablecast.functions.log;

/** The result of the transaction that appends an entry. */
sealed interface AppendWrite {
    /** The entry is in the log. */
    record Appended(Head head, Entry entry) implements AppendWrite {}

    /** The head has changed, or its first event was logged by someone else: look again. */
    record Refused() implements AppendWrite {}
}
