package dev.tablecast.infrastructure.configuration;

import com.pulumi.Config;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Everything that may be chosen about a stack.
 *
 * <p>The settings, each in Pulumi's namespace {@code tablecast}. Lists are YAML lists or separated
 * by commas.
 *
 * <ul>
 *   <li>{@code auth}: {@code jwt}, {@code iam} or {@code none}; must be set
 *   <li>{@code jwtIssuer} and {@code jwtAudience}, a list: must be set for {@code jwt}; {@code
 *       jwtRequiredClaims}: none; a list such as {@code scope=feed}; {@code jwksUrl}: where the
 *       issuer's metadata says; {@link Auth.Jwt}
 *   <li>{@code sourceTableName}: {@code Items}
 *   <li>{@code sourceHashKey}, {@code sourceRangeKey}: {@code id:S} and none; a name and S, N or B
 *   <li>{@code eventNames}: {@code INSERT}, {@code MODIFY}, {@code REMOVE}; some of them
 *   <li>{@code filter}: none; an event filter pattern, {@link ChangeFilter}
 *   <li>{@code messageFormat}: {@code json}; or {@code text}
 *   <li>{@code projection}: {@code KEYS_ONLY}; {@code INCLUDE} or {@code ALL}, for JSON
 *   <li>{@code projectionAttributes}: the attributes for {@code INCLUDE}
 *   <li>{@code text}: the text or template for {@code text}
 *   <li>{@code allowedOrigins}: any ({@code *}); origins such as {@code https://example.com}
 *   <li>{@code pageSize}: 1000, {@code chunkSize}: 100, from a fortieth of a page to a page, {@code
 *       postAttempts}: 3, {@code postTimeoutSeconds}: 30, {@code postConcurrency}: 128, {@code
 *       pruneGraceSeconds}: 10, {@link Broadcast}
 *   <li>{@code batchSize}: 100, {@code batchWindowSeconds}: 0, {@code maximumRetryAttempts}: 10,
 *       {@code maximumRecordAgeSeconds}: 3600, {@link StreamDelivery}
 *   <li>{@code logExecutionData}: {@code false}; {@code true} shows the input and output of every
 *       state in the console, and so puts the table's data and every connection into the log
 * </ul>
 *
 * @param allowedOrigins the origins whose pages may connect; empty for any
 */
public record TablecastConfiguration(
        Auth auth,
        SourceTable sourceTable,
        StreamDelivery streamDelivery,
        MessageFormat messageFormat,
        List<String> allowedOrigins,
        Broadcast broadcast,
        boolean logExecutionData) {
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/,\\s]+");

    public TablecastConfiguration {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /**
     * Returns what the stack's configuration says.
     *
     * @throws InvalidConfigurationException naming every setting that is missing or wrong
     */
    public static TablecastConfiguration from(Config config) {
        return read(new Settings(config::get));
    }

    /**
     * Returns what these settings say, without their namespace: {@code of(Map.of("auth", "none"))}
     * is the default of everything else.
     *
     * @throws InvalidConfigurationException naming every setting that is missing, wrong or unknown
     */
    public static TablecastConfiguration of(Map<String, String> values) {
        var settings = new Settings(name -> Optional.ofNullable(values.get(name)));
        settings.know(values.keySet());
        return read(settings);
    }

    private static TablecastConfiguration read(Settings settings) {
        var configuration =
                new TablecastConfiguration(
                        Auth.read(settings),
                        SourceTable.read(settings),
                        StreamDelivery.read(settings),
                        MessageSettings.read(settings),
                        origins(settings),
                        Broadcast.read(settings),
                        settings.flag("logExecutionData"));
        settings.throwIfWrong();
        return configuration;
    }

    private static List<String> origins(Settings settings) {
        var origins = settings.list("allowedOrigins");
        if (origins.equals(List.of("*"))) {
            return List.of();
        }
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                settings.problem(
                        "allowedOrigins",
                        origin,
                        "* alone, or origins such as https://example.com");
            }
        }
        settings.limit("allowedOrigins", String.join(",", origins));
        return origins;
    }
}
