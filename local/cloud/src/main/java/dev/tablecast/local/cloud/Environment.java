package dev.tablecast.local.cloud;

import dev.tablecast.local.stepfunctions.guard.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The settings of the local cloud that its environment has.
 *
 * @param hosts {@code TABLECAST_ALLOWED_HOSTS}: the names that requests may address it by, beside
 *     those of the loopback interface
 */
record Environment(Ports ports, Hosts hosts) {
    static final String ALLOWED_HOSTS = "TABLECAST_ALLOWED_HOSTS";

    /**
     * Reads the settings.
     *
     * @throws InvalidSettingsException naming every setting that is wrong
     */
    static Environment from(Map<String, String> environment) {
        var problems = new ArrayList<String>();
        var settings =
                new Environment(Ports.from(environment, problems), hosts(environment, problems));
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
