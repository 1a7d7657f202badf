package dev.tablecast.functions.post;

import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.message.MessageSettings;
import dev.tablecast.functions.settings.EnvironmentSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The settings of the post function, with those of {@link MessageSettings}.
 *
 * @param endpoint {@code CONNECTIONS_ENDPOINT}: the stage's URL, with {@code https}
 * @param grace {@code PRUNE_GRACE_SECONDS}, 30 by default
 * @param concurrency {@code POST_CONCURRENCY}, 256 by default
 * @param logTable {@code CHANGE_LOG_TABLE}
 */
record PostSettings(
        URI endpoint, Duration grace, int concurrency, String logTable, MessageFormat format) {
    static PostSettings from(Map<String, String> environment) {
        return EnvironmentSettings.read(
                environment,
                settings ->
                        new PostSettings(
                                endpoint(settings),
                                Duration.ofSeconds(
                                        settings.integer("PRUNE_GRACE_SECONDS", 30, 1, 600)),
                                settings.integer("POST_CONCURRENCY", 256, 1, 512),
                                settings.required("CHANGE_LOG_TABLE"),
                                MessageSettings.read(settings)));
    }

    static URI endpoint(EnvironmentSettings settings) {
        String text = settings.required("CONNECTIONS_ENDPOINT");
        if (!text.isEmpty() && !text.matches("https?://\\S+")) {
            settings.problem(
                    "CONNECTIONS_ENDPOINT is \"%s\"; it takes a URL that begins with https://"
                            .formatted(text));
            return URI.create("");
        }
        return URI.create(text);
    }
}
