package dev.tablecast.soak.history;

import dev.tablecast.soak.protocol.Position;
import java.util.Optional;

/**
 * The changes that a client received after one start: the handshake of a plain client, or the
 * position of a resuming client, until its next reset.
 *
 * @param name the name of the client, or of a plain client's connection
 * @param start the position; empty for a plain client, which may receive a change again
 * @param startedMs the time after which every change is owed
 * @param end the way in which it ended
 * @param reset the reason of the reset with which it started; empty for a first start
 */
public record Sequence(
        String name,
        Optional<Position> start,
        int startedMs,
        End end,
        Optional<String> reset,
        Receipts.Part receipts) {
    public enum End {
        /** The sequence continues: its client is connected. */
        OPEN,
        /** The client is no longer connected. */
        ENDED,
        /** The client was reset, which permits gaps. */
        RESET
    }

    public boolean isOpen() {
        return end == End.OPEN;
    }

    public String described() {
        return "%s (from %,d ms%s; %s)"
                .formatted(
                        name,
                        startedMs,
                        start.map(position -> ", " + position).orElse(""),
                        switch (end) {
                            case OPEN -> "open";
                            case ENDED -> "ended";
                            case RESET -> "reset";
                        });
    }
}
