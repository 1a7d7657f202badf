package dev.tablecast.functions.message;

import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.ClaimExpression;
import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.settings.EnvironmentSettings;
import dev.tablecast.functions.text.TextFormat;
import dev.tablecast.functions.view.ViewPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of messages, alike in every function that stores, posts or replays changes: {@code
 * MESSAGE_FORMAT} ({@code json} or {@code text}); for json {@code PROJECTION} ({@code KEYS_ONLY},
 * {@code INCLUDE} or {@code ALL}), {@code PROJECTION_ATTRIBUTES}, {@code KEY_ATTRIBUTES} of the
 * table, {@code FILTERABLE_ATTRIBUTES}, {@code FILTERS} ({@code on} or {@code off}) and {@code
 * ROW_ACCESS} (a {@link ClaimExpression}); for text {@code TEXT_TEMPLATE}.
 */
public final class MessageSettings {
    /** The choice of filters in subscriptions. */
    private enum Filters {
        ON,
        OFF
    }

    private MessageSettings() {}

    /** Reads the settings; a problem is noted, and the format then means nothing. */
    public static MessageFormat read(EnvironmentSettings settings) {
        return switch (settings.choice("MESSAGE_FORMAT", MessageFormat.Type.JSON)) {
            case JSON -> new JsonMessages(policy(settings));
            case TEXT -> {
                if (!settings.optional("ROW_ACCESS", "").isEmpty()) {
                    settings.problem(
                            "ROW_ACCESS is set; MESSAGE_FORMAT text takes none, because its texts"
                                    + " are the same for everyone");
                }
                yield new TextMessages(text(settings));
            }
        };
    }

    private static ViewPolicy policy(EnvironmentSettings settings) {
        return new ViewPolicy(
                rowAccess(settings),
                projection(settings),
                Set.copyOf(settings.list("KEY_ATTRIBUTES")),
                Set.copyOf(settings.list("FILTERABLE_ATTRIBUTES")),
                settings.choice("FILTERS", Filters.ON) == Filters.ON);
    }

    private static Optional<ClaimExpression> rowAccess(EnvironmentSettings settings) {
        String text = settings.optional("ROW_ACCESS", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ClaimExpression.parse(text, Placeholders.NONE));
        } catch (ExpressionException e) {
            settings.problem("ROW_ACCESS: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static TextFormat text(EnvironmentSettings settings) {
        try {
            return TextFormat.of(settings.required("TEXT_TEMPLATE"), Frame.MAX_BYTES);
        } catch (IllegalArgumentException e) {
            settings.problem("TEXT_TEMPLATE " + e.getMessage());
            return TextFormat.of(TextFormat.CUT, Frame.MAX_BYTES);
        }
    }

    private static Projection projection(EnvironmentSettings settings) {
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
