package dev.tablecast.infrastructure.configuration.api;

import dev.tablecast.infrastructure.configuration.setting.Values;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Setting;
/** What clients may ask of the WebSocket API, and what it writes down about them. */
public final class StageSettings {
    public static final Setting<Integer> REQUESTS_PER_SECOND =
            new Setting<>(
                    "requestsPerSecond",
                    Values.wholeNumbers(1, StageLimits.ACCOUNT_REQUESTS_PER_SECOND),
                    "500",
                    "Connects, disconnects and pings, each, that API Gateway lets through. As many"
                        + " as an account may open connections, and far from the 10,000 requests"
                        + " that it has in all: no client can take them from the posts.");

    public static final Setting<Integer> REQUEST_BURST =
            new Setting<>(
                    "requestBurst",
                    Values.wholeNumbers(1, StageLimits.ACCOUNT_BURST),
                    "500",
                    "The same for those that come at once.");

    public static final Setting<Boolean> ACCESS_LOG =
            new Setting<>(
                    "accessLog",
                    Values.flags(),
                    "true",
                    "Whether a log has a line for each connect, disconnect and ping: when, from"
                        + " where, and how it ended, but no headers and no query string, where"
                        + " tokens are. API Gateway writes it with a role that is set once for all"
                        + " APIs of an account in a Region, see `apiGatewayLogRole`.");

    public static final Setting<String> LOG_ROLE =
            new Setting<>(
                    "apiGatewayLogRole",
                    Values.oneOf("auto", "existing", "create"),
                    "auto",
                    "Where that role comes from. `auto`: the log is written if the account has one;"
                        + " if not, a warning says so, and the stack goes without its log."
                        + " `existing`: it has one, or `pulumi up` fails. `create` makes one and"
                        + " sets it, in place of any other; it stays when the stack goes, since"
                        + " other APIs may have come to need it. For one stack of an account,"
                        + " then.");

    private StageSettings() {}

    public static StageLimits limits(StackSettings settings) {
        return new StageLimits(settings.get(REQUESTS_PER_SECOND), settings.get(REQUEST_BURST));
    }

    public static AccessLog accessLog(StackSettings settings) {
        if (!settings.get(ACCESS_LOG)) {
            settings.forbid("unless accessLog is true", LOG_ROLE);
            return new AccessLog.None();
        }
        return switch (settings.get(LOG_ROLE)) {
            case "create" -> new AccessLog.WithNewRole();
            case "existing" -> new AccessLog.WithExistingRole();
            default -> new AccessLog.IfThereIsARole();
        };
    }
}
