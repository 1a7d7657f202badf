package dev.tablecast.functions.authorize;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The access token of an issuer, and the settings that take it. A row of the table in {@code
 * docs/authentication.md}.
 *
 * @param name as in the page
 * @param algorithm the issuer's default, or the one that the row is about
 * @param type the header's {@code typ}; empty for none
 * @param settings by the names of {@code infrastructure}
 * @param claims JSON, without {@code iat} and {@code exp}
 */
record IssuerShape(
        String name,
        JWSAlgorithm algorithm,
        String type,
        Map<String, String> settings,
        String claims) {
    /** The variables that {@code infrastructure} makes of settings. */
    private static final Map<String, String> VARIABLES =
            Map.of(
                    "jwtIssuer", "JWT_ISSUER",
                    "jwtAudience", "JWT_AUDIENCE",
                    "jwtAudienceClaims", "JWT_AUDIENCE_CLAIMS",
                    "jwksUrl", "JWKS_URL",
                    "allowIdTokens", "JWT_ALLOW_ID_TOKENS");

    IssuerShape {
        settings = Map.copyOf(settings);
    }

    Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        settings.forEach((name, value) -> environment.put(VARIABLES.get(name), value));
        return environment;
    }

    String token(JWK key) {
        try {
            var said = JWTClaimsSet.parse(claims);
            var complete =
                    new JWTClaimsSet.Builder(said)
                            .issueTime(Date.from(Tokens.NOW))
                            .expirationTime(Date.from(Tokens.END));
            var header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID());
            if (!type.isEmpty()) {
                header.type(new JOSEObjectType(type));
            }
            return Tokens.signed(header, key, complete);
        } catch (ParseException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** The row of the page. */
    String row() {
        var others = new TreeMap<>(settings);
        others.remove("jwtIssuer");
        others.remove("jwtAudience");
        return "| %s | %s | `%s` | `%s` | %s |"
                .formatted(
                        name,
                        algorithm,
                        settings.get("jwtIssuer"),
                        settings.get("jwtAudience"),
                        others.entrySet().stream()
                                .map(
                                        other ->
                                                "`%s: %s`"
                                                        .formatted(
                                                                other.getKey(), other.getValue()))
                                .collect(Collectors.joining("<br>")));
    }
}
