package dev.tablecast.infrastructure.configuration.source;

/** What happened to an item, in the words of a stream record. */
public enum EventName {
    INSERT,
    MODIFY,
    REMOVE
}
