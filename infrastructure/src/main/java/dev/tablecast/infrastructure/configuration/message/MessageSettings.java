package dev.tablecast.infrastructure.configuration.message;

import dev.tablecast.infrastructure.configuration.access.Projection;
import dev.tablecast.infrastructure.configuration.access.ViewSettings;
import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;
import java.util.List;

/** The settings of messages. */
public final class MessageSettings {
    public static final Setting<String> FORMAT =
            new Setting<>(
                    "messageFormat",
                    Values.oneOf("json", "text"),
                    "json",
                    "Format of messages. `json`: the type of the change and the item's"
                            + " key, with the attributes that `projection` includes. `text`: the"
                            + " text or template of `text`.");

    public static final Setting<String> PROJECTION =
            new Setting<>(
                    "projection",
                    Values.oneOf("KEYS_ONLY", "INCLUDE", "ALL"),
                    "KEYS_ONLY",
                    "Attributes of an item in a JSON message, named as DynamoDB names"
                            + " its index projections. Only the key by default, because not"
                            + " everyone who knows the URL should see a table's contents.");

    public static final Setting<List<String>> ATTRIBUTES =
            new Setting<>(
                    "projectionAttributes",
                    Values.lists(
                            "attributes without a comma in their name",
                            attribute -> !attribute.contains(",")),
                    "Attributes, besides the key, that `INCLUDE` includes.");

    public static final Setting<String> TEXT =
            new Setting<>(
                    "text",
                    Values.texts(
                            "a text or a template such as {name}|{zip}; one that begins with {\""
                                    + " is a JSON object",
                            MessageText::isAllowed),
                    "Text, or a template that is filled for each change: an attribute's"
                            + " name in braces is replaced by its value, from the new image, or"
                            + " from the old one after a deletion. Key attributes are available"
                            + " with any stream view type; a missing attribute is replaced by"
                            + " nothing. Other braces are kept; `{{name}}` is the text `{name}`. In"
                            + " a template that is JSON, such as `{\"id\":\"{id}\",\"zip\":{zip}}`,"
                            + " values are escaped inside strings and written as JSON elsewhere,"
                            + " with `null` for a missing attribute.");

    private MessageSettings() {}

    public static MessageFormat read(StackSettings settings) {
        if (settings.get(FORMAT).equals("text")) {
            settings.forbid("while messageFormat is text", PROJECTION, ATTRIBUTES);
            ViewSettings.forbid(settings);
            return new MessageFormat.Text(text(settings));
        }
        settings.forbid("unless messageFormat is text", TEXT);
        Projection projection = projection(settings);
        return new MessageFormat.Json(projection, ViewSettings.read(settings, projection));
    }

    private static String text(StackSettings settings) {
        String template = settings.find(TEXT).orElse("");
        if (!settings.isSet(TEXT)) {
            settings.missing(TEXT, "because messageFormat is text");
        }
        settings.limit(TEXT, template);
        return template;
    }

    private static Projection projection(StackSettings settings) {
        String projection = settings.get(PROJECTION);
        if (projection.equals("INCLUDE")) {
            return new Projection.Include(attributes(settings));
        }
        settings.forbid("unless projection is INCLUDE", ATTRIBUTES);
        return projection.equals("ALL") ? new Projection.All() : new Projection.KeysOnly();
    }

    private static List<String> attributes(StackSettings settings) {
        if (!settings.isSet(ATTRIBUTES)) {
            settings.missing(ATTRIBUTES, "because projection is INCLUDE");
        }
        var attributes = settings.find(ATTRIBUTES).orElse(List.of());
        settings.limit(ATTRIBUTES, String.join(",", attributes));
        return attributes;
    }
}
