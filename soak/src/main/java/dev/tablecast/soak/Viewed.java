package dev.tablecast.soak;

import dev.tablecast.soak.protocol.ToldChange;
import dev.tablecast.soak.view.Interest;
import dev.tablecast.soak.view.Look;
import java.util.List;

/**
 * What came to the clients that see a part of the table.
 *
 * @param told what they were told by its id; the change of each is the number of its look
 * @param looks by their numbers
 */
record Viewed(List<ToldChange> told, List<Look> looks, List<Part> parts) {
    /** What came to one client from one start on. */
    record Part(Interest interest, Sequence sequence) {}

    Viewed {
        told = List.copyOf(told);
        looks = List.copyOf(looks);
        parts = List.copyOf(parts);
    }

    ToldChange told(Part part, int receipt) {
        return told.get(part.sequence().receipts().change(receipt));
    }

    Look look(Part part, int receipt) {
        return looks.get(told(part, receipt).change());
    }
}
