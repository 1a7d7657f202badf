package dev.tablecast.infrastructure.configuration.access;

import dev.tablecast.infrastructure.configuration.setting.Values;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Setting;
/** How many connections there may be, and how soon one ends whose time is over. */
public final class ConnectionSettings {
    private static final int MOST = 10_000_000;

    public static final Setting<Integer> MAXIMUM =
            new Setting<>(
                    "maximumConnections",
                    Values.wholeNumbers(0, MOST),
                    "0",
                    "Connections that may be open; 0 for any number. Who comes when there are as"
                            + " many is refused with 429. The count is approximate: `$connect` and"
                            + " `$disconnect` keep it, and each sweep corrects it.");

    public static final Setting<Integer> MAXIMUM_PER_SUBJECT =
            new Setting<>(
                    "maximumConnectionsPerSubject",
                    Values.wholeNumbers(0, MOST),
                    "0",
                    "The same for the connections whose tokens have the same `sub`; for `jwt`"
                            + " alone. A token without `sub` counts in `maximumConnections` only."
                            + " A client that reconnects has two connections for a while.");

    public static final Setting<Integer> SWEEP_MINUTES =
            new Setting<>(
                    "sweepMinutes",
                    Values.wholeNumbers(1, 60),
                    "1",
                    "Time between two sweeps. A sweep closes connections whose token has ended,"
                            + " deletes rows that are older than a connection can be, and counts"
                            + " connections. So a connection may outlast its token by as much,"
                            + " if nothing changes in between.");

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
