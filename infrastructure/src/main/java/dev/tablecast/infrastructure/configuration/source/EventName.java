package dev.tablecast.infrastructure.configuration.source;

/** The type of a change, named as in a stream record. */
public enum EventName {
    INSERT,
    MODIFY,
    REMOVE
}
