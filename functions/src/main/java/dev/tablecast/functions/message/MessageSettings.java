package dev.tablecast.functions.message;

import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.settings.Settings;
import dev.tablecast.functions.text.TextFormat;
import java.util.List;

/**
 * The settings of messages, alike in every function that stores, posts or replays changes: {@code
 * MESSAGE_FORMAT} ({@code json} or {@code text}); for json {@code PROJECTION} ({@code KEYS_ONLY},
 * {@code INCLUDE} or {@code ALL}) and {@code PROJECTION_ATTRIBUTES}; for text {@code
 * TEXT_TEMPLATE}.
 */
public final class MessageSettings {
    private MessageSettings() {}

    /** Reads the settings; a problem is noted, and the format then means nothing. */
    public static MessageFormat read(Settings settings) {
        return switch (settings.choice("MESSAGE_FORMAT", MessageFormat.Type.JSON)) {
            case JSON -> new JsonMessages(projection(settings));
            case TEXT -> new TextMessages(text(settings));
        };
    }

    private static TextFormat text(Settings settings) {
        try {
            return TextFormat.of(settings.required("TEXT_TEMPLATE"), Frames.MAX_BYTES);
        } catch (IllegalArgumentException e) {
            settings.problem("TEXT_TEMPLATE " + e.getMessage());
            return TextFormat.of(TextFormat.CUT, Frames.MAX_BYTES);
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
