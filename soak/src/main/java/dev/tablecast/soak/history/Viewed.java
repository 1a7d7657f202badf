package dev.tablecast.soak.history;

import dev.tablecast.soak.protocol.SentChange;
import dev.tablecast.soak.view.Interest;
import dev.tablecast.soak.view.Look;
import java.util.List;

/**
 * The changes received by clients that see a part of the table.
 *
 * @param sent the distinct changes in their messages; the {@code change} of each is the number of
 *     its look
 * @param looks the looks, by their numbers
 */
public record Viewed(List<SentChange> sent, List<Look> looks, List<Part> parts) {
    /** The changes that one client received after one start. */
    public record Part(Interest interest, Sequence sequence) {}

    public Viewed {
        sent = List.copyOf(sent);
        looks = List.copyOf(looks);
        parts = List.copyOf(parts);
    }

    public SentChange sent(Part part, int receipt) {
        return sent.get(part.sequence().receipts().change(receipt));
    }

    public Look look(Part part, int receipt) {
        return looks.get(sent(part, receipt).change());
    }
}
