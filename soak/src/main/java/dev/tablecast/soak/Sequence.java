package dev.tablecast.soak;

import dev.tablecast.soak.protocol.Position;
import java.util.Optional;

/**
 * The changes that a client got from one start on: from the handshake of a plain client, or from
 * the position of one that resumes until it is told to start over.
 *
 * @param name of the client, or of the plain client's connection
 * @param start the position; empty for a plain client, which has none and may get a change again
 * @param startedMs the time from which it is owed every change
 * @param end the way in which it ended
 * @param reset the reason for which it began over; empty if it didn't
 */
record Sequence(
        String name,
        Optional<Position> start,
        int startedMs,
        End end,
        Optional<String> reset,
        Receipts.Part receipts) {
    enum End {
        /** It goes on: its client is connected. */
        OPEN,
        /** Its client isn't connected any more. */
        ENDED,
        /** Its client was told to start over, which allows for gaps. */
        RESET
    }

    boolean isOpen() {
        return end == End.OPEN;
    }

    String described() {
        return "%s (from %,d ms%s; %s)"
                .formatted(
                        name,
                        startedMs,
                        start.map(position -> ", " + position).orElse(""),
                        switch (end) {
                            case OPEN -> "open";
                            case ENDED -> "ended";
                            case RESET -> "told to start over";
                        });
    }
}
