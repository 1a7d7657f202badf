package dev.tablecast.infrastructure.origin;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An origin whose pages may connect, or all the origins of a domain's subdomains.
 *
 * @param text the origin as a browser sends it in {@code Origin}: {@code scheme://host}, with
 *     {@code :port} unless it is the scheme's own; {@code *.} before the host stands for one or
 *     more labels, as in a content security policy
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin">HTML:
 *     serialization of an origin</a>
 * @see <a href="https://www.w3.org/TR/CSP3/#match-hosts">Content Security Policy: host-part
 *     matching</a>
 */
public record Origin(String text) {
    private static final String SEPARATOR = "://";
    private static final String ANY_SUBDOMAIN = "*.";
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");
    private static final Pattern PORT = Pattern.compile("0*(\\d{1,5})");
    private static final Map<String, Integer> WEB = Map.of("http", 80, "https", 443);
    private static final Set<String> SOCKETS = Set.of("ws", "wss");
    private static final Set<String> OPAQUE =
            Set.of("about", "blob", "data", "file", "filesystem", "ftp", "javascript");

    /**
     * Returns the origin that a text of a setting means, however it is written.
     *
     * @throws InvalidOriginException if no browser sends it, saying what to write instead
     */
    public static Origin of(String text) {
        int end = text.indexOf(SEPARATOR);
        if (text.equalsIgnoreCase("null")) {
            throw new InvalidOriginException(
                    "no null: browsers send it for files and sandboxed frames of any site");
        }
        if (end < 0) {
            throw new InvalidOriginException(
                    "an origin with its scheme, such as https://example.com");
        }
        String scheme = scheme(text.substring(0, end));
        String rest = text.substring(end + SEPARATOR.length());
        String authority = rest.split("[/\\\\?#]", 2)[0];
        if (authority.contains("@")) {
            throw new InvalidOriginException("an origin, which has no user name or password");
        }
        var origin = new Origin(scheme + SEPARATOR + authority(scheme, authority));
        if (authority.length() < rest.length()) {
            throw new InvalidOriginException(
                    "an origin, which ends before the path: " + origin.text());
        }
        return origin;
    }

    private static String scheme(String text) {
        String scheme = text.toLowerCase(Locale.ROOT);
        if (!SCHEME.matcher(scheme).matches()) {
            throw new InvalidOriginException(
                    "an origin whose scheme is written out, such as https");
        }
        if (SOCKETS.contains(scheme)) {
            throw new InvalidOriginException(
                    "the scheme of the page, not of its WebSocket: https, or http without TLS");
        }
        if (OPAQUE.contains(scheme)) {
            throw new InvalidOriginException(
                    "another scheme: browsers send null as the origin of %s URLs"
                            .formatted(scheme));
        }
        return scheme;
    }

    private static String authority(String scheme, String authority) {
        int colon = colonOfPort(authority);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "" : port(scheme, authority.substring(colon + 1));
        if (!WEB.containsKey(scheme)) {
            return Host.ofApp(host) + port;
        }
        return host.startsWith(ANY_SUBDOMAIN)
                ? ANY_SUBDOMAIN + Host.withSubdomains(host.substring(ANY_SUBDOMAIN.length())) + port
                : Host.ofWeb(host) + port;
    }

    /** Returns where a port begins, behind the brackets of an IPv6 address; -1 for no port. */
    private static int colonOfPort(String authority) {
        int bracket = authority.lastIndexOf(']');
        return authority.startsWith("[") && bracket < 0 ? -1 : authority.indexOf(':', bracket + 1);
    }

    /** Returns a port with its colon, or nothing for that of the scheme. */
    private static String port(String scheme, String text) {
        if (text.isEmpty()) {
            return "";
        }
        var digits = PORT.matcher(text);
        int port = digits.matches() ? Integer.parseInt(digits.group(1)) : Integer.MAX_VALUE;
        if (port > 65_535) {
            throw new InvalidOriginException("an origin whose port is from 0 to 65535");
        }
        return Integer.valueOf(port).equals(WEB.get(scheme)) ? "" : ":" + port;
    }
}
