package dev.tablecast.infrastructure.configuration.setting;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of settings in a stack's file, which Pulumi's API can't list: without them a misspelt
 * setting would be ignored silently.
 */
public final class PulumiSettings {
    public static final String NAMESPACE = "tablecast";

    /**
     * The environment variable in which Pulumi passes the settings to its programs, as a JSON
     * object.
     */
    private static final String VARIABLE = "PULUMI_CONFIG";

    private static final String PREFIX = NAMESPACE + ":";

    private PulumiSettings() {}

    /** Returns the names in our namespace, without it; empty if Pulumi passes none. */
    public static Set<String> names(Map<String, String> environment) {
        return Json.object(environment.getOrDefault(VARIABLE, "{}")).stream()
                .flatMap(settings -> settings.properties().stream())
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
