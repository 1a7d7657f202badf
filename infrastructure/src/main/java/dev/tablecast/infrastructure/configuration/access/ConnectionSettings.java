package dev.tablecast.infrastructure.configuration.access;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;

/** The settings of bounds on connections, and of the time between sweeps. */
public final class ConnectionSettings {
    private static final int MOST = 10_000_000;

    public static final Setting<Integer> MAXIMUM =
            new Setting<>(
                    "maximumConnections",
                    Values.wholeNumbers(0, MOST),
                    "0",
                    "Maximum number of open connections; 0 for no limit. Further clients"
                            + " are refused with 429. The count is approximate: `$connect` and"
                            + " `$disconnect` update it, and each sweep corrects it.");

    public static final Setting<Integer> MAXIMUM_PER_SUBJECT =
            new Setting<>(
                    "maximumConnectionsPerSubject",
                    Values.wholeNumbers(0, MOST),
                    "0",
                    "Maximum number of open connections whose tokens have the same"
                            + " `sub`; 0 for no limit; for `jwt` only. A token without `sub` counts"
                            + " in `maximumConnections` only. A client that reconnects has two"
                            + " connections for a while.");

    public static final Setting<Integer> SWEEP_MINUTES =
            new Setting<>(
                    "sweepMinutes",
                    Values.wholeNumbers(1, 60),
                    "1",
                    "Time between two sweeps. A sweep closes connections whose token has"
                            + " expired, deletes rows that are older than a connection can be, and"
                            + " counts connections. A connection may therefore outlive its token by"
                            + " this time if nothing changes meanwhile.");

    private ConnectionSettings() {}

    public static ConnectionBounds bounds(StackSettings settings, Auth auth) {
        int maximum = settings.get(MAXIMUM);
        int perSubject = settings.get(MAXIMUM_PER_SUBJECT);
        if (perSubject > 0 && !(auth instanceof Auth.Jwt)) {
            settings.problem(MAXIMUM_PER_SUBJECT, "0 unless auth is jwt");
        }
        if (maximum > 0 && perSubject > maximum) {
            settings.problem(MAXIMUM_PER_SUBJECT, "at most maximumConnections, " + maximum);
        }
        return new ConnectionBounds(maximum, perSubject);
    }
}
