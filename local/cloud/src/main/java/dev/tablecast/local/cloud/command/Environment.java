package dev.tablecast.local.cloud.command;

import dev.tablecast.local.cloud.InvalidSettingsException;
import dev.tablecast.local.cloud.Ports;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The settings of the local cloud from environment variables.
 *
 * @param hosts {@code TABLECAST_ALLOWED_HOSTS}: the host names by which requests may address it, in
 *     addition to the loopback interface's
 */
record Environment(Ports ports, Hosts hosts) {
    static final String ALLOWED_HOSTS = "TABLECAST_ALLOWED_HOSTS";

    /**
     * Reads the settings.
     *
     * @throws InvalidSettingsException naming every invalid setting
     */
    static Environment from(Map<String, String> environment) {
        var problems = new ArrayList<String>();
        var settings =
                new Environment(
                        PortSettings.read(environment, problems), hosts(environment, problems));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(String.join("; ", problems));
        }
        return settings;
    }

    private static Hosts hosts(Map<String, String> environment, List<String> problems) {
        String text = environment.getOrDefault(ALLOWED_HOSTS, "");
        try {
            return Hosts.parse(text);
        } catch (IllegalArgumentException e) {
            problems.add("%s is \"%s\"; it takes %s".formatted(ALLOWED_HOSTS, text, Hosts.SYNTAX));
            return Hosts.LOOPBACK;
        }
    }
}
