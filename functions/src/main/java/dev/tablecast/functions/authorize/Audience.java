package dev.tablecast.functions.authorize;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The audiences that a token may be issued for. The first non-empty audience claim of the token
 * decides: {@code aud} if the issuer writes one, else the client that the token was issued to.
 *
 * @param names the accepted audiences; a token must name one of them
 * @param claims the claims that may name the audience, in this order
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">API
 *     Gateway's own JWT authorizer, for HTTP APIs</a>, which takes {@code client_id} in the same
 *     way
 */
record Audience(List<String> names, List<String> claims) {
    Audience {
        names = List.copyOf(names);
        claims = List.copyOf(claims);
    }

    boolean includes(JWTClaimsSet token) {
        return claims.stream()
                .map(claim -> values(token.getClaim(claim)))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .filter(values -> values.stream().anyMatch(names::contains))
                .isPresent();
    }

    /** Returns a text, or those of an array. What is neither isn't empty, and nobody's name. */
    private static List<Object> values(@Nullable Object claim) {
        Stream<?> values =
                switch (claim) {
                    case null -> Stream.empty();
                    case Collection<?> elements -> elements.stream();
                    default -> Stream.of(claim);
                };
        return values.<Object>map(value -> value == null ? "" : value)
                .filter(value -> !(value instanceof String text && text.isBlank()))
                .toList();
    }
}
