package dev.tablecast.infrastructure.configuration.setting;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names in a stack's settings file, which Pulumi's API asks for but doesn't tell: without them
 * a misspelt setting would be silently without effect.
 */
public final class PulumiSettings {
    public static final String NAMESPACE = "tablecast";

    /** The environment variable in which Pulumi passes the settings to its programs, as a JSON object. */
    private static final String VARIABLE = "PULUMI_CONFIG";

    private static final String PREFIX = NAMESPACE + ":";

    private PulumiSettings() {}

    /** The names of ours, without their namespace; none where Pulumi has said nothing. */
    public static Set<String> names(Map<String, String> environment) {
        return Json.object(environment.getOrDefault(VARIABLE, "{}")).stream()
                .flatMap(settings -> settings.properties().stream())
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
