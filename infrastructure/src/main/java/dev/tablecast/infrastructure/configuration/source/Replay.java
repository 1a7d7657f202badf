package dev.tablecast.infrastructure.configuration.source;

/**
 * The part of the log that a client which returns may be sent; {@link ReplaySettings} says what
 * each of these may be.
 *
 * @param hours the age up to which a change is kept
 * @param changes the number of changes that a client may lack
 */
public record Replay(int hours, int changes) {
    public Replay {
        ReplaySettings.HOURS.require(hours);
        ReplaySettings.CHANGES.require(changes);
    }
}
