package dev.tablecast.infrastructure.configuration.source;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;

/** The settings of replays to clients that reconnect. */
public final class ReplaySettings {
    public static final Setting<Integer> HOURS =
            new Setting<>(
                    "replayHours",
                    Values.wholeNumbers(1, 168),
                    "24",
                    "Time for which a disconnected client can resume; later it must"
                            + " start over. Whatever the value, changes are kept for at least 26"
                            + " hours, a little longer than in the table's stream. Kept changes"
                            + " cost only their storage.");

    public static final Setting<Integer> CHANGES =
            new Setting<>(
                    "replayChanges",
                    Values.wholeNumbers(1_000, 1_000_000),
                    "20000",
                    "Maximum number of missed changes that are replayed to a client; a"
                            + " client that missed more must start over. They are sent in steps of"
                            + " 1,000. Reading all items is cheaper than replaying more changes"
                            + " than there are items.");

    private ReplaySettings() {}

    public static Replay read(StackSettings settings) {
        return new Replay(settings.get(HOURS), settings.get(CHANGES));
    }
}
