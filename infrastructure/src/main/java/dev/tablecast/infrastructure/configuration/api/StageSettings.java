package dev.tablecast.infrastructure.configuration.api;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;

/** The settings of the WebSocket API's throttling and access log. */
public final class StageSettings {
    public static final Setting<Integer> REQUESTS_PER_SECOND =
            new Setting<>(
                    "requestsPerSecond",
                    Values.wholeNumbers(1, StageLimits.ACCOUNT_REQUESTS_PER_SECOND),
                    "500",
                    "Maximum rate of connects, of disconnects and of pings, each, at API"
                            + " Gateway. The default is the rate at which an account may open"
                            + " connections, and well below the account's total of 10,000 requests:"
                            + " clients can't use up the rate that posts need.");

    public static final Setting<Integer> REQUEST_BURST =
            new Setting<>(
                    "requestBurst",
                    Values.wholeNumbers(1, StageLimits.ACCOUNT_BURST),
                    "500",
                    "Maximum burst of the same requests.");

    public static final Setting<Boolean> ACCESS_LOG =
            new Setting<>(
                    "accessLog",
                    Values.flags(),
                    "true",
                    "Whether to log each connect, disconnect and ping: time, source"
                            + " address and result, but no headers and no query string, which hold"
                            + " tokens. API Gateway writes the log with a role that is set once for"
                            + " all APIs of an account in a Region, see `apiGatewayLogRole`.");

    public static final Setting<String> LOG_ROLE =
            new Setting<>(
                    "apiGatewayLogRole",
                    Values.oneOf("auto", "existing", "create"),
                    "auto",
                    "Source of that role. `auto`: the log is written if the account has"
                            + " a role; if not, a warning says so, and the stack has no access log."
                            + " `existing`: the account has a role, or `pulumi up` fails. `create`:"
                            + " makes a role and sets it in place of any other; it stays when the"
                            + " stack is destroyed, because other APIs may need it by then. Use"
                            + " `create` in one stack of an account only.");

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
