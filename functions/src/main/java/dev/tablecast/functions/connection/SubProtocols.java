package dev.tablecast.functions.connection;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the sub-protocols that a client offers. A browser closes a connection whose
 * handshake doesn't answer its offer (RFC 6455, section 4.1).
 */
final class SubProtocols {
    static final String HEADER = "Sec-WebSocket-Protocol";

    /** Ours, taken wherever it is offered. */
    static final String TABLECAST = "tablecast";

    private SubProtocols() {}

    /** Returns {@link #TABLECAST} where it is offered, else the first that is, if any. */
    static Optional<String> choose(@Nullable String offer) {
        List<String> offered =
                Arrays.stream(offer == null ? new String[0] : offer.split(","))
                        .map(String::strip)
                        .filter(protocol -> !protocol.isEmpty())
                        .toList();
        return offered.contains(TABLECAST) ? Optional.of(TABLECAST) : offered.stream().findFirst();
    }
}
