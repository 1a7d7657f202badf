package dev.tablecast.functions.authorize;

import dev.tablecast.functions.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Whose tokens are taken, and which of them.
 *
 * @param keysAddress where the issuer's keys are, unless its metadata says it
 */
record AuthorizeSettings(TokenPolicy policy, Optional<URI> keysAddress) {
    private static final String ISSUER = "JWT_ISSUER";
    private static final String AUDIENCE = "JWT_AUDIENCE";
    private static final String REQUIRED_CLAIMS = "JWT_REQUIRED_CLAIMS";
    private static final String KEYS_ADDRESS = "JWKS_URL";

    static AuthorizeSettings read(Settings settings) {
        String issuer = settings.required(ISSUER);
        if (!issuer.isEmpty()) {
            address(settings, ISSUER, issuer);
        }
        String keys = settings.optional(KEYS_ADDRESS, "");
        return new AuthorizeSettings(
                new TokenPolicy(issuer, audience(settings), requiredClaims(settings)),
                keys.isEmpty() ? Optional.empty() : address(settings, KEYS_ADDRESS, keys));
    }

    private static List<String> audience(Settings settings) {
        List<String> audience = settings.list(AUDIENCE);
        if (audience.isEmpty()) {
            settings.problem(AUDIENCE + " is not set");
        }
        return audience;
    }

    private static List<RequiredClaim> requiredClaims(Settings settings) {
        return settings.list(REQUIRED_CLAIMS).stream()
                .flatMap(
                        text -> {
                            var claim = RequiredClaim.parse(text);
                            if (claim.isEmpty()) {
                                wrong(settings, REQUIRED_CLAIMS, text, RequiredClaim.ALLOWED);
                            }
                            return claim.stream();
                        })
                .toList();
    }

    private static Optional<URI> address(Settings settings, String name, String text) {
        var address = IssuerAddress.parse(text);
        if (address.isEmpty()) {
            wrong(settings, name, text, IssuerAddress.ALLOWED);
        }
        return address;
    }

    private static void wrong(Settings settings, String name, String found, String allowed) {
        settings.problem("%s is \"%s\"; it takes %s".formatted(name, found, allowed));
    }
}
