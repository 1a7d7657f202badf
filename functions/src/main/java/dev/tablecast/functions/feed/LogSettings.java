package dev.tablecast.functions.feed;

import dev.tablecast.functions.settings.EnvironmentSettings;
import java.time.Duration;

/**
 * The settings of a feed's log.
 *
 * @param table {@code CHANGE_LOG_TABLE}
 * @param feed {@code FEED}, the name of the feed in it
 * @param retention the life of an entry: {@code REPLAY_HOURS} (1 to 168, 24 by default), and no
 *     less than the stream keeps a record
 * @param startsAtLatest {@code STARTS_AT_LATEST} ({@code true} or {@code false}): whether changes
 *     can precede the feed's first batch that no batch says
 */
public record LogSettings(String table, String feed, Duration retention, boolean startsAtLatest) {
    /** The stream keeps a record for 24 hours; a marker leads to its entry for as long. */
    private static final int LEAST_HOURS = 26;

    private static final int MOST_HOURS = 168;

    private enum Flag {
        TRUE,
        FALSE
    }

    /** Reads the settings; a problem is noted. */
    public static LogSettings read(EnvironmentSettings settings) {
        int hours = settings.integer("REPLAY_HOURS", 24, 1, MOST_HOURS);
        return new LogSettings(
                settings.required("CHANGE_LOG_TABLE"),
                settings.required("FEED"),
                Duration.ofHours(Math.max(hours, LEAST_HOURS)),
                settings.choice("STARTS_AT_LATEST", Flag.FALSE) == Flag.TRUE);
    }
}
