package dev.tablecast.infrastructure.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the settings about tokens, which belong to one way of authentication. */
final class JwtSettings {
    private static final String ISSUER = "jwtIssuer";
    private static final String AUDIENCE = "jwtAudience";
    private static final String REQUIRED_CLAIMS = "jwtRequiredClaims";
    private static final String JWKS_URL = "jwksUrl";

    private static final String ALLOWED_ISSUER =
            "the issuer of the tokens, an https URL without a query (http on localhost only)";
    private static final String ALLOWED_JWKS_URL = "an https URL (http on localhost only)";

    /** Bytes; two URLs and two lists have to fit into a function's environment of 4 KB. */
    private static final int MAXIMUM_URL = 512;

    private static final int MAXIMUM_LIST = 1024;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Settings settings;

    private JwtSettings(Settings settings) {
        this.settings = settings;
    }

    static Auth.Jwt read(Settings settings) {
        var jwt = new JwtSettings(settings);
        return new Auth.Jwt(jwt.issuer(), jwt.audience(), jwt.requiredClaims(), jwt.jwksUrl());
    }

    /** Notes a problem for each setting about tokens, where there are none. */
    static void forbid(Settings settings) {
        for (String name : List.of(ISSUER, AUDIENCE, REQUIRED_CLAIMS, JWKS_URL)) {
            settings.text(name)
                    .ifPresent(
                            found -> settings.problem(name, found, "no value unless auth is jwt"));
        }
    }

    private String issuer() {
        String issuer = settings.text(ISSUER, "");
        if (issuer.isEmpty()) {
            settings.missing(ISSUER, ALLOWED_ISSUER);
        } else if (address(issuer).filter(url -> url.getRawQuery() == null).isEmpty()) {
            settings.problem(ISSUER, issuer, ALLOWED_ISSUER);
        }
        settings.limit(ISSUER, issuer, MAXIMUM_URL);
        return issuer;
    }

    private Optional<String> jwksUrl() {
        var url = settings.text(JWKS_URL);
        url.filter(text -> address(text).isEmpty())
                .ifPresent(text -> settings.problem(JWKS_URL, text, ALLOWED_JWKS_URL));
        settings.limit(JWKS_URL, url.orElse(""), MAXIMUM_URL);
        return url;
    }

    private List<String> audience() {
        var audience = list(AUDIENCE);
        if (audience.isEmpty()) {
            settings.missing(AUDIENCE, "a list of at least one audience, since auth is jwt");
        }
        return audience;
    }

    private List<String> requiredClaims() {
        var claims = list(REQUIRED_CLAIMS);
        for (String claim : claims) {
            if (!claim.matches("[^=]+=.+")) {
                settings.problem(REQUIRED_CLAIMS, claim, "names and values such as scope=feed");
            }
        }
        return claims;
    }

    /** A list that its function reads from a text with commas. */
    private List<String> list(String name) {
        var elements = settings.list(name);
        for (String element : elements) {
            if (element.contains(",")) {
                settings.problem(name, element, "a list of texts without a comma");
            }
        }
        settings.limit(name, String.join(",", elements), MAXIMUM_LIST);
        return elements;
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(url -> url.getHost() != null && url.getRawFragment() == null)
                    .filter(JwtSettings::isPrivate);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whoever can change what such an address answers can sign tokens. */
    private static boolean isPrivate(URI url) {
        return "https".equalsIgnoreCase(url.getScheme())
                || "http".equalsIgnoreCase(url.getScheme()) && LOOPBACK.contains(url.getHost());
    }
}
