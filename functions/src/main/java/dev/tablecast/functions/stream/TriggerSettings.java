package dev.tablecast.functions.stream;

import dev.tablecast.functions.feed.LogSettings;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.message.MessageSettings;
import dev.tablecast.functions.settings.EnvironmentSettings;
import java.util.Map;

/**
 * The settings of the stream trigger.
 *
 * @param stateMachineArn {@code STATE_MACHINE_ARN}
 * @param handOverAlias {@code HAND_OVER_ALIAS}, {@code live} by default
 */
record TriggerSettings(
        String stateMachineArn, MessageFormat format, LogSettings log, String handOverAlias) {
    static TriggerSettings from(Map<String, String> environment) {
        return EnvironmentSettings.read(
                environment,
                settings ->
                        new TriggerSettings(
                                settings.required("STATE_MACHINE_ARN"),
                                MessageSettings.read(settings),
                                LogSettings.read(settings),
                                settings.optional("HAND_OVER_ALIAS", "live")));
    }
}
