package dev.tablecast.infrastructure.configuration.message;

import dev.tablecast.infrastructure.configuration.setting.Values;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.access.ViewSettings;
import dev.tablecast.infrastructure.configuration.access.Projection;
import java.util.List;

/** What a client receives for a change. */
public final class MessageSettings {
    public static final Setting<String> FORMAT =
            new Setting<>(
                    "messageFormat",
                    Values.oneOf("json", "text"),
                    "json",
                    "`json`: what happened to which item, with as much of the item as `projection`"
                            + " lets through. `text`: what `text` says.");

    public static final Setting<String> PROJECTION =
            new Setting<>(
                    "projection",
                    Values.oneOf("KEYS_ONLY", "INCLUDE", "ALL"),
                    "KEYS_ONLY",
                    "How much of an item a JSON message carries, in DynamoDB's own words. The key"
                            + " alone by default: a table's contents aren't for everyone with the"
                            + " URL.");

    public static final Setting<List<String>> ATTRIBUTES =
            new Setting<>(
                    "projectionAttributes",
                    Values.lists(
                            "attributes without a comma in their name",
                            attribute -> !attribute.contains(",")),
                    "The attributes, besides the key, that `INCLUDE` lets through.");

    public static final Setting<String> TEXT =
            new Setting<>(
                    "text",
                    Values.texts(
                            "a text or a template such as {name}|{zip}; one that begins with {\""
                                    + " is a JSON object",
                            MessageText::isAllowed),
                    "A text, or a template that each change fills: an attribute's name in braces is"
                        + " its value, from the new item, or from the old one if it was removed; a"
                        + " key's is there whatever the stream's view type, and what is missing is"
                        + " nothing. Other braces are text; `{{name}}` is the text `{name}`. In a"
                        + " template that is JSON, such as `{\"id\":\"{id}\",\"zip\":{zip}}`,"
                        + " values are escaped inside strings, and JSON values elsewhere, with"
                        + " `null` for what is missing.");

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
            settings.missing(TEXT, "since messageFormat is text");
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
            settings.missing(ATTRIBUTES, "since projection is INCLUDE");
        }
        var attributes = settings.find(ATTRIBUTES).orElse(List.of());
        settings.limit(ATTRIBUTES, String.join(",", attributes));
        return attributes;
    }
}
