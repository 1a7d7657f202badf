package dev.tablecast.infrastructure.configuration.source;

import dev.tablecast.infrastructure.configuration.setting.Values;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Setting;
/** The settings of how far back a client may resume. */
public final class ReplaySettings {
    public static final Setting<Integer> HOURS =
            new Setting<>(
                    "replayHours",
                    Values.wholeNumbers(1, 168),
                    "24",
                    "How far back a client may resume. A client that returns later"
                            + " than that is told to start over. Whatever this is, a change is kept"
                            + " for 26 hours, a little longer than in the table's stream. What is"
                            + " kept costs its storage alone.");

    public static final Setting<Integer> CHANGES =
            new Setting<>(
                    "replayChanges",
                    Values.wholeNumbers(1_000, 1_000_000),
                    "20000",
                    "Changes that a client which returns is sent at most; one that lacks more is"
                            + " told to start over. They are sent in steps of 1,000. Reading its"
                            + " items anew is cheaper than a replay of more changes than there are"
                            + " items.");

    private ReplaySettings() {}

    public static Replay read(StackSettings settings) {
        return new Replay(settings.get(HOURS), settings.get(CHANGES));
    }
}
