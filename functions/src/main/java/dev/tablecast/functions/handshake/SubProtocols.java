package dev.tablecast.functions.handshake;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The sub-protocols that a client offers, in its order, as in {@code tablecast,
 * bearer.eyJhbGciOi…}.
 *
 * <p>A browser lets a page choose no header but this one, so a page offers its token here: {@code
 * new WebSocket(url, ["tablecast", "bearer." + token])}. The characters of a JWT are all allowed in
 * the name of a sub-protocol (RFC 6455, section 4.1; RFC 7515, section 7.1).
 */
public record SubProtocols(List<String> offered) {
    public static final String HEADER = "Sec-WebSocket-Protocol";

    /** Ours, taken wherever it is offered. */
    static final String TABLECAST = "tablecast";

    private static final String BEARER = "bearer.";

    public SubProtocols {
        offered = List.copyOf(offered);
    }

    /**
     * Reads the header. Several lines are one list (RFC 6455, section 11.3.4); without the header
     * nothing is offered.
     */
    public static SubProtocols in(Headers headers) {
        String header = headers.get(HEADER);
        return new SubProtocols(
                Arrays.stream(header == null ? new String[0] : header.split(","))
                        .map(String::strip)
                        .filter(protocol -> !protocol.isEmpty())
                        .toList());
    }

    /**
     * Returns {@link #TABLECAST} where it is offered, else the first that is, and never a token:
     * what is chosen is sent back, and shown by tools.
     *
     * <p>A browser closes a connection whose handshake doesn't answer its offer (RFC 6455, section
     * 4.1), so a page that offers a token offers a protocol too.
     */
    public Optional<String> chosen() {
        return offered.contains(TABLECAST)
                ? Optional.of(TABLECAST)
                : offered.stream().filter(protocol -> !isToken(protocol)).findFirst();
    }

    /** Returns whether the client speaks this project's own sub-protocol. */
    public boolean areSpoken() {
        return offered.contains(TABLECAST);
    }

    /** Returns the tokens that are offered, without {@code bearer.} before them. */
    public List<String> tokens() {
        return offered.stream()
                .filter(SubProtocols::isToken)
                .map(protocol -> protocol.substring(BEARER.length()))
                .toList();
    }

    private static boolean isToken(String protocol) {
        return protocol.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }
}
