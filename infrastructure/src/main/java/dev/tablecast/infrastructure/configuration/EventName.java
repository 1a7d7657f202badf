package dev.tablecast.infrastructure.configuration;

/** What happened to an item, in the words of a stream record. */
public enum EventName {
    INSERT,
    MODIFY,
    REMOVE
}
