package dev.tablecast.infrastructure.configuration;

import java.util.List;

/** Reads the settings about messages, which depend on each other. */
final class MessageSettings {
    private static final String FORMAT = "messageFormat";
    private static final String PROJECTION = "projection";
    private static final String ATTRIBUTES = "projectionAttributes";
    private static final String TEXT = "text";

    private final Settings settings;

    private MessageSettings(Settings settings) {
        this.settings = settings;
    }

    static MessageFormat read(Settings settings) {
        return new MessageSettings(settings).format();
    }

    private MessageFormat format() {
        String format = settings.text(FORMAT, "json");
        if (format.equals("text")) {
            forbid(PROJECTION, "no value while messageFormat is text");
            forbid(ATTRIBUTES, "no value while messageFormat is text");
            return text();
        }
        if (!format.equals("json")) {
            settings.problem(FORMAT, format, "json or text");
        }
        forbid(TEXT, "no value unless messageFormat is text");
        return new MessageFormat.Json(projection());
    }

    private MessageFormat text() {
        String template = settings.text(TEXT, "");
        if (template.isEmpty()) {
            settings.missing(TEXT, "a text or a template such as {name}|{zip}");
        }
        settings.limit(TEXT, template);
        return new MessageFormat.Text(template);
    }

    private Projection projection() {
        String projection = settings.text(PROJECTION, "KEYS_ONLY");
        if (projection.equals("INCLUDE")) {
            return new Projection.Include(attributes());
        }
        forbid(ATTRIBUTES, "no value unless projection is INCLUDE");
        if (projection.equals("ALL")) {
            return new Projection.All();
        }
        if (!projection.equals("KEYS_ONLY")) {
            settings.problem(PROJECTION, projection, "KEYS_ONLY, INCLUDE or ALL");
        }
        return new Projection.KeysOnly();
    }

    private List<String> attributes() {
        var attributes = settings.list(ATTRIBUTES);
        if (attributes.isEmpty()) {
            settings.missing(ATTRIBUTES, "a list of attributes, since projection is INCLUDE");
        }
        for (String attribute : attributes) {
            if (attribute.contains(",")) {
                settings.problem(ATTRIBUTES, attribute, "attributes without a comma in their name");
            }
        }
        settings.limit(ATTRIBUTES, String.join(",", attributes));
        return attributes;
    }

    private void forbid(String name, String allowed) {
        settings.text(name).ifPresent(found -> settings.problem(name, found, allowed));
    }
}
