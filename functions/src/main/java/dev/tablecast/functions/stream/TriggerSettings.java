package dev.tablecast.functions.stream;

import dev.tablecast.functions.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The settings of the stream trigger.
 *
 * @param stateMachineArn {@code STATE_MACHINE_ARN}
 * @param format {@code MESSAGE_FORMAT} ({@code json} or {@code text}); for json {@code PROJECTION}
 *     ({@code KEYS_ONLY}, {@code INCLUDE} or {@code ALL}) and {@code PROJECTION_ATTRIBUTES}; for
 *     text {@code TEXT_TEMPLATE}
 * @param logTable {@code CHANGE_LOG_TABLE}
 * @param feed {@code FEED}, the name of the feed in it
 * @param retention the life of an entry: {@code REPLAY_HOURS} (1 to 168, 24 by default), and no
 *     less than the stream keeps a record
 * @param startsAtLatest {@code STARTS_AT_LATEST} ({@code true} or {@code false}): whether changes
 *     can precede the feed's first batch that no batch tells
 * @param handOverAlias {@code HAND_OVER_ALIAS}, {@code live} by default
 */
record TriggerSettings(
        String stateMachineArn,
        MessageFormat format,
        String logTable,
        String feed,
        Duration retention,
        boolean startsAtLatest,
        String handOverAlias) {
    /** The stream keeps a record for 24 hours; a marker leads to its entry for as long. */
    private static final int LEAST_HOURS = 26;

    private static final int MOST_HOURS = 168;

    private enum Flag {
        TRUE,
        FALSE
    }

    static TriggerSettings from(Map<String, String> environment) {
        return Settings.read(
                environment,
                settings ->
                        new TriggerSettings(
                                settings.required("STATE_MACHINE_ARN"),
                                format(settings),
                                settings.required("CHANGE_LOG_TABLE"),
                                settings.required("FEED"),
                                retention(settings),
                                settings.choice("STARTS_AT_LATEST", Flag.FALSE) == Flag.TRUE,
                                settings.optional("HAND_OVER_ALIAS", "live")));
    }

    private static Duration retention(Settings settings) {
        int hours = settings.integer("REPLAY_HOURS", 24, 1, MOST_HOURS);
        return Duration.ofHours(Math.max(hours, LEAST_HOURS));
    }

    private static MessageFormat format(Settings settings) {
        return switch (settings.choice("MESSAGE_FORMAT", MessageFormat.Type.JSON)) {
            case JSON -> new JsonMessages(projection(settings));
            case TEXT -> text(settings);
        };
    }

    private static MessageFormat text(Settings settings) {
        String text = settings.required("TEXT_TEMPLATE");
        try {
            return TextTemplate.of(text);
        } catch (IllegalArgumentException e) {
            settings.problem("TEXT_TEMPLATE " + e.getMessage());
            return new FixedText(text);
        }
    }

    private static Projection projection(Settings settings) {
        var type = settings.choice("PROJECTION", Projection.Type.KEYS_ONLY);
        List<String> attributes = settings.list("PROJECTION_ATTRIBUTES");
        if (attributes.isEmpty() == (type == Projection.Type.INCLUDE)) {
            settings.problem(
                    "PROJECTION_ATTRIBUTES is %s; PROJECTION %s %s"
                            .formatted(
                                    attributes.isEmpty()
                                            ? "not set"
                                            : "\"" + String.join(",", attributes) + "\"",
                                    type,
                                    attributes.isEmpty() ? "needs it" : "takes none"));
        }
        return switch (type) {
            case KEYS_ONLY -> new Projection.KeysOnly();
            case INCLUDE -> new Projection.Include(attributes);
            case ALL -> new Projection.All();
        };
    }
}
