package dev.tablecast.functions.connection;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The origins whose pages may connect; none listed means any.
 *
 * <p>A browser sends {@code Origin} with every WebSocket handshake and lets no page change it, so
 * the list keeps other sites' pages from connecting in a user's name (RFC 6455, section 10.2). A
 * client that isn't a browser sends none, or what it likes: it is let in here, and kept out by
 * authorization only.
 *
 * @param origins such as {@code https://example.com}; scheme and host in any case
 */
public record AllowedOrigins(List<String> origins) {
    public AllowedOrigins {
        origins = origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
    }

    public boolean allows(@Nullable String origin) {
        return origins.isEmpty()
                || origin == null
                || origins.contains(origin.toLowerCase(Locale.ROOT));
    }
}
