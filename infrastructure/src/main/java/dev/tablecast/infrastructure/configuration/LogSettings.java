package dev.tablecast.infrastructure.configuration;

/** The extent of the feed's log. */
final class LogSettings {
    static final Setting<Integer> REPLAY_HOURS =
            new Setting<>(
                    "replayHours",
                    Values.wholeNumbers(1, 168),
                    "24",
                    "How long the table `ChangeLog` keeps a change. What is kept costs its storage"
                            + " alone.");

    private LogSettings() {}
}
