package dev.tablecast.functions.authorize;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * A claim that a token must have, such as {@code scope=feed}.
 *
 * <p>The claim must be exactly the value, as text; or an array with the value among its elements,
 * as {@code cognito:groups} and {@code roles} are; or, for {@code scope} and {@code scp} alone, a
 * text with the value among its words (RFC 6749, section 3.3). Only there: words of any other
 * claim, such as a name that a user chose, are no list.
 */
record RequiredClaim(String name, String value) {
    static final String ALLOWED = "a name and a value, such as scope=feed";

    private static final Set<String> WORDS = Set.of("scope", "scp");

    /** Reads {@code name=value}; the first {@code =} parts them. Empty if either is missing. */
    static Optional<RequiredClaim> parse(String text) {
        int equals = text.indexOf('=');
        return equals < 1 || equals == text.length() - 1
                ? Optional.empty()
                : Optional.of(
                        new RequiredClaim(text.substring(0, equals), text.substring(equals + 1)));
    }

    boolean isIn(JWTClaimsSet claims) {
        return switch (claims.getClaim(name)) {
            case null -> false;
            case Collection<?> elements -> elements.stream().anyMatch(this::is);
            case String words when WORDS.contains(name) ->
                    Arrays.asList(words.split(" ")).contains(value);
            case Object single -> is(single);
        };
    }

    private boolean is(Object found) {
        return switch (found) {
            case String text -> text.equals(value);
            case Number number -> number.toString().equals(value);
            case Boolean flag -> flag.toString().equals(value);
            default -> false;
        };
    }
}
