package dev.tablecast.infrastructure.configuration.source;

/**
 * The part of the log that can be replayed to a client; {@link ReplaySettings} has the ranges.
 *
 * @param hours the age up to which a change is kept
 * @param changes maximum number of missed changes
 */
public record Replay(int hours, int changes) {
    public Replay {
        ReplaySettings.HOURS.require(hours);
        ReplaySettings.CHANGES.require(changes);
    }
}
