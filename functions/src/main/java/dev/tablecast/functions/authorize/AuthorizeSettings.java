package dev.tablecast.functions.authorize;

import dev.tablecast.functions.expression.ClaimExpression;
import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.settings.EnvironmentSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the authorizer, from its environment. Lists are comma-separated.
 *
 * <ul>
 *   <li>{@code JWT_ISSUER}
 *   <li>{@code JWT_AUDIENCE}
 *   <li>{@code JWT_AUDIENCE_CLAIMS}, by default {@code aud,client_id,azp}
 *   <li>{@code JWT_REQUIRED_CLAIMS}, such as {@code scope=feed}; none by default
 *   <li>{@code JWT_ALLOW_ID_TOKENS}, {@code true} or {@code false}, the default
 *   <li>{@code JWKS_URL}; empty to ask the issuer
 *   <li>{@code ROW_ACCESS}, a {@link ClaimExpression} whose claims are handed on; none by default
 * </ul>
 *
 * @param keysAddress the URL of the issuer's keys; empty if its metadata has it
 */
record AuthorizeSettings(TokenPolicy policy, Optional<URI> keysAddress) {
    private static final String ISSUER = "JWT_ISSUER";
    private static final String AUDIENCE = "JWT_AUDIENCE";
    private static final String AUDIENCE_CLAIMS = "JWT_AUDIENCE_CLAIMS";
    private static final String REQUIRED_CLAIMS = "JWT_REQUIRED_CLAIMS";
    private static final String ALLOW_ID_TOKENS = "JWT_ALLOW_ID_TOKENS";
    private static final String KEYS_ADDRESS = "JWKS_URL";
    private static final String ROW_ACCESS = "ROW_ACCESS";

    private static final List<String> DEFAULT_AUDIENCE_CLAIMS = List.of("aud", "client_id", "azp");

    static AuthorizeSettings read(EnvironmentSettings settings) {
        String issuer = settings.required(ISSUER);
        if (!issuer.isEmpty()) {
            address(settings, ISSUER, issuer);
        }
        String keys = settings.optional(KEYS_ADDRESS, "");
        return new AuthorizeSettings(
                new TokenPolicy(
                        issuer,
                        audience(settings),
                        requiredClaims(settings),
                        allowIdTokens(settings),
                        accessClaims(settings)),
                keys.isEmpty() ? Optional.empty() : address(settings, KEYS_ADDRESS, keys));
    }

    private static Audience audience(EnvironmentSettings settings) {
        List<String> names = settings.list(AUDIENCE);
        if (names.isEmpty()) {
            settings.problem(AUDIENCE + " is not set");
        }
        List<String> claims = settings.list(AUDIENCE_CLAIMS);
        return new Audience(names, claims.isEmpty() ? DEFAULT_AUDIENCE_CLAIMS : claims);
    }

    private static boolean allowIdTokens(EnvironmentSettings settings) {
        String text = settings.optional(ALLOW_ID_TOKENS, "false");
        if (!text.equals("true") && !text.equals("false")) {
            wrong(settings, ALLOW_ID_TOKENS, text, "true or false");
        }
        return text.equals("true");
    }

    private static List<RequiredClaim> requiredClaims(EnvironmentSettings settings) {
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

    private static Optional<AccessClaims> accessClaims(EnvironmentSettings settings) {
        String text = settings.optional(ROW_ACCESS, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AccessClaims(ClaimExpression.parse(text, Placeholders.NONE)));
        } catch (ExpressionException e) {
            settings.problem(ROW_ACCESS + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<URI> address(EnvironmentSettings settings, String name, String text) {
        var address = IssuerAddress.parse(text);
        if (address.isEmpty()) {
            wrong(settings, name, text, IssuerAddress.ALLOWED);
        }
        return address;
    }

    private static void wrong(
            EnvironmentSettings settings, String name, String found, String allowed) {
        settings.problem("%s is \"%s\"; it takes %s".formatted(name, found, allowed));
    }
}
