package dev.tablecast.functions.authorize;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Addresses from which keys may come: whoever can change what they answer can sign tokens. */
final class IssuerAddress {
    static final String ALLOWED = "an https URL (http on this machine only)";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private IssuerAddress() {}

    static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text)).filter(IssuerAddress::isSafe);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static boolean isSafe(URI address) {
        String host = address.getHost();
        return host != null
                && ("https".equalsIgnoreCase(address.getScheme())
                        || "http".equalsIgnoreCase(address.getScheme()) && LOOPBACK.contains(host));
    }
}
