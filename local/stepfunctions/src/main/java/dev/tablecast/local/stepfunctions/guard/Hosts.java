package dev.tablecast.local.stepfunctions.guard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The host names that requests may use: those of the loopback interface, which are {@code
 * localhost}, {@code *.localhost}, {@code 127.0.0.0/8} and {@code [::1]}, and further ones.
 *
 * <p>A site whose name resolves to 127.0.0.1 (DNS rebinding) shares its origin with the listener,
 * but its pages can't change {@code Host}, which contains the site's name.
 *
 * @param further in lower case, without a port, such as {@code host.docker.internal}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6761#section-6.3">RFC 6761, section 6.3</a>
 */
public record Hosts(Set<String> further) {
    /** The names of the loopback interface only. */
    public static final Hosts LOOPBACK = new Hosts(Set.of());

    /** The description of valid values for {@link #parse}, for messages. */
    public static final String SYNTAX =
            "host names without scheme and port, separated by commas, such as host.docker.internal";

    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?";
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern LOOPBACK_NAME =
            Pattern.compile("(?:%s\\.)*localhost|127(?:\\.%s){3}|\\[::1]".formatted(LABEL, BYTE));
    private static final Pattern ANY_NAME =
            Pattern.compile("%1$s(?:\\.%1$s)*|\\[[0-9a-f:.]+]".formatted(LABEL));
    private static final Pattern WEB = Pattern.compile("https?://(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    public Hosts {
        further = Set.copyOf(further);
    }

    /**
     * Parses further names, separated by commas; none for an empty string.
     *
     * @throws IllegalArgumentException if one is not a valid host name
     */
    public static Hosts parse(String names) {
        Set<String> further =
                Arrays.stream(names.split(","))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet());
        if (!further.stream().allMatch(name -> ANY_NAME.matcher(name).matches())) {
            throw new IllegalArgumentException("not " + SYNTAX + ": " + names);
        }
        return new Hosts(further);
    }

    /**
     * Returns whether an authority, with or without a port and in any case, has one of these names.
     */
    public boolean include(String authority) {
        var name = PORT.matcher(authority.toLowerCase(Locale.ROOT)).replaceFirst("");
        return LOOPBACK_NAME.matcher(name).matches() || further.contains(name);
    }

    /** Returns whether an origin, with any port, has one of these names. */
    public boolean serve(String origin) {
        var web = WEB.matcher(origin);
        return web.matches() && include(web.group(1));
    }

    /** Returns the names, for messages. */
    @Override
    public String toString() {
        var names = "localhost, *.localhost, 127.0.0.0/8 or [::1]";
        return further.isEmpty() ? names : String.join(", ", new TreeSet<>(further)) + ", " + names;
    }
}
