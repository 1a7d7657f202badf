package dev.tablecast.functions.authorize;

import dev.tablecast.functions.handshake.Headers;
import dev.tablecast.functions.handshake.SubProtocols;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tokens that a client presents: in {@code Authorization: Bearer …} (RFC 6750, section 2.1),
 * or, from a browser, in {@link SubProtocols}. Query strings aren't read, because they end up in
 * logs.
 */
record BearerTokens(List<String> tokens) {
    private static final String BEARER = "Bearer ";

    static BearerTokens in(Headers headers) {
        return new BearerTokens(
                Stream.concat(authorization(headers), SubProtocols.in(headers).tokens().stream())
                        .filter(token -> !token.isEmpty())
                        .toList());
    }

    /** Ignores other schemes: a browser sends one with a URL that has a user's name. */
    private static Stream<String> authorization(Headers headers) {
        return headers.lines("Authorization").stream()
                .map(String::strip)
                .filter(line -> line.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(line -> line.substring(BEARER.length()).strip());
    }
}
