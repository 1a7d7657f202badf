package dev.tablecast.infrastructure.configuration;

import java.util.Map;

/** What a client receives for a change. */
public sealed interface MessageFormat {

    /** Returns the choice as the functions read it from their environment. */
    Map<String, String> environment();

    /** JSON, with what the projection lets through. */
    record Json(Projection projection) implements MessageFormat {
        @Override
        public Map<String, String> environment() {
            return Map.of(
                    "MESSAGE_FORMAT", "json",
                    "PROJECTION", projection.type(),
                    "PROJECTION_ATTRIBUTES", String.join(",", projection.attributes()));
        }
    }

    /** A fixed text such as {@code changed}, or a template such as <code>{name}|{zip}</code>. */
    record Text(String template) implements MessageFormat {
        @Override
        public Map<String, String> environment() {
            return Map.of("MESSAGE_FORMAT", "text", "TEXT_TEMPLATE", template);
        }
    }
}
