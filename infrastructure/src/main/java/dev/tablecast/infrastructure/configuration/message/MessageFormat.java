package dev.tablecast.infrastructure.configuration.message;

import dev.tablecast.infrastructure.configuration.access.Projection;
import dev.tablecast.infrastructure.configuration.access.Views;
import java.util.Map;
import java.util.TreeMap;

/** The format of the messages about changes. */
public sealed interface MessageFormat {

    /** Returns the environment variables of the functions. */
    Map<String, String> environment();

    /** Returns whether a client's claims decide which changes it receives. */
    boolean hasRowAccess();

    /** Returns whether clients may filter what they receive. */
    boolean hasFilters();

    /** JSON, with what the projection lets through and the client may see. */
    record Json(Projection projection, Views views) implements MessageFormat {
        @Override
        public Map<String, String> environment() {
            var environment = new TreeMap<>(views.environment());
            environment.put("MESSAGE_FORMAT", "json");
            environment.put("PROJECTION", projection.type());
            environment.put("PROJECTION_ATTRIBUTES", String.join(",", projection.attributes()));
            return environment;
        }

        @Override
        public boolean hasRowAccess() {
            return views.rowAccess().isPresent();
        }

        @Override
        public boolean hasFilters() {
            return views.filters();
        }
    }

    /** A fixed text such as {@code changed}, or a template such as <code>{name}|{zip}</code>. */
    record Text(String template) implements MessageFormat {
        @Override
        public Map<String, String> environment() {
            return Map.of("MESSAGE_FORMAT", "text", "TEXT_TEMPLATE", template);
        }

        @Override
        public boolean hasRowAccess() {
            return false;
        }

        @Override
        public boolean hasFilters() {
            return false;
        }
    }
}
