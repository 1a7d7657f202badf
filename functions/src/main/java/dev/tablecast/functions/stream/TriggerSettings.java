package dev.tablecast.functions.stream;

import dev.tablecast.functions.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * The settings of the stream trigger.
 *
 * @param stateMachineArn {@code STATE_MACHINE_ARN}
 * @param format {@code MESSAGE_FORMAT} ({@code json} or {@code text}); for json {@code PROJECTION}
 *     ({@code KEYS_ONLY}, {@code INCLUDE} or {@code ALL}) and {@code PROJECTION_ATTRIBUTES}; for
 *     text {@code TEXT_TEMPLATE}
 */
record TriggerSettings(String stateMachineArn, MessageFormat format) {
    static TriggerSettings from(Map<String, String> environment) {
        return Settings.read(
                environment,
                settings ->
                        new TriggerSettings(
                                settings.required("STATE_MACHINE_ARN"), format(settings)));
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
