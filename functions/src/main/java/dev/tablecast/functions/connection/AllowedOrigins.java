package dev.tablecast.functions.connection;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The origins whose pages may connect; none listed means any.
 *
 * <p>A browser sends {@code Origin} with every WebSocket handshake and lets no page change it, so
 * the list keeps other sites' pages from connecting in a user's name (RFC 6455, section 10.2). A
 * client that isn't a browser sends none, or what it likes: it is let in here, and kept out by
 * authorization only.
 */
public final class AllowedOrigins {
    private static final String ANY_SUBDOMAIN = "://*.";
    private static final String LABELS = "(?:[a-z0-9_-]+\\.)+";
    private static final Pattern DEFAULT_PORT = Pattern.compile("(http://.*):80|(https://.*):443");

    private final List<Pattern> patterns;

    /**
     * @param origins as browsers send them, such as {@code https://example.com}; in {@code
     *     https://*.example.com} the star stands for one or more labels
     */
    public AllowedOrigins(List<String> origins) {
        this.patterns = origins.stream().map(AllowedOrigins::pattern).toList();
    }

    public boolean allows(@Nullable String origin) {
        if (patterns.isEmpty() || origin == null) {
            return true;
        }
        String normalized = normalized(origin);
        return patterns.stream().anyMatch(pattern -> pattern.matcher(normalized).matches());
    }

    private static Pattern pattern(String origin) {
        String normalized = normalized(origin);
        int star = normalized.indexOf(ANY_SUBDOMAIN);
        if (star < 0) {
            return Pattern.compile(Pattern.quote(normalized));
        }
        return Pattern.compile(
                Pattern.quote(normalized.substring(0, star) + "://")
                        + LABELS
                        + Pattern.quote(normalized.substring(star + ANY_SUBDOMAIN.length())));
    }

    /** Returns an origin as a browser writes it, whatever the case that another client sends. */
    private static String normalized(String origin) {
        return DEFAULT_PORT.matcher(origin.toLowerCase(Locale.ROOT)).replaceFirst("$1$2");
    }
}
