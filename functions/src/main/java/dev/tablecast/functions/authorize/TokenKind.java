package dev.tablecast.functions.authorize;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The kind of token that a token says it is: in the header's {@code typ}, in the claim {@code typ}
 * (Keycloak) or in the claim {@code token_use} (Amazon Cognito). Most say nothing but {@code JWT}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.11">RFC 8725, section 3.11</a>
 */
enum TokenKind {
    /** An access token, or a token that doesn't say what it is. */
    ACCESS,
    /** Made for the client that signed someone in, not for an API. */
    ID,
    /** A security event such as a logout, or a refresh token: never proof of who connects. */
    OTHER;

    private static final Set<String> ID_WORDS = Set.of("id", "id_token", "id-token", "idtoken");
    private static final Set<String> OTHER_WORDS =
            Set.of("logout", "secevent", "refresh", "offline");

    static TokenKind of(JWSHeader header, JWTClaimsSet claims) {
        if (words(header, claims).anyMatch(OTHER_WORDS::contains) || hasEvents(claims)) {
            return OTHER;
        }
        return words(header, claims).anyMatch(ID_WORDS::contains) ? ID : ACCESS;
    }

    /**
     * A logout token has the event in an object (OpenID Connect Back-Channel Logout, section 2.4;
     * RFC 8417, section 2.2). A list or a text of that name is a claim of the issuer's own.
     */
    private static boolean hasEvents(JWTClaimsSet claims) {
        return claims.getClaim("events") instanceof Map<?, ?>;
    }

    private static Stream<String> words(JWSHeader header, JWTClaimsSet claims) {
        JOSEObjectType type = header.getType();
        return Stream.of(
                        type == null ? "" : type.getType(),
                        text(claims, "typ"),
                        text(claims, "token_use"))
                .map(TokenKind::withoutMediaType);
    }

    private static String text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text ? text : "";
    }

    /** {@code application/logout+jwt}, {@code logout+jwt} and {@code Logout} are one. */
    private static String withoutMediaType(String type) {
        return type.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^application/", "")
                .replaceFirst("\\+jwt$", "");
    }
}
