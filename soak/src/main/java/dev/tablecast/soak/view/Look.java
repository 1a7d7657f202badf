package dev.tablecast.soak.view;

import java.util.Optional;
import java.util.Set;

/**
 * The appearance of a change in a message to one view.
 *
 * @param item the item's key
 * @param newChange the number of the put that wrote the new image; empty without a new image
 * @param oldChange the number of the put that wrote the old image; empty without an old image
 * @param attributes the names of the attributes in the images
 * @param changed the attributes that the message names as changed
 */
public record Look(
        String event,
        String item,
        Optional<Integer> newChange,
        Optional<Integer> oldChange,
        Set<String> attributes,
        Set<String> changed,
        boolean enter,
        boolean leave) {
    public Look {
        attributes = Set.copyOf(attributes);
        changed = Set.copyOf(changed);
    }

    /**
     * Returns the one correct look of a change for a client; empty if the client must not receive
     * the change.
     *
     * @param before the item before the change; empty if there was none
     * @param after the item after it; empty if there is none
     */
    public static Optional<Look> due(
            String item, Optional<Facts> before, Optional<Facts> after, Interest interest) {
        boolean hadIt = before.filter(interest::has).isPresent();
        boolean hasIt = after.filter(interest::has).isPresent();
        if (!hadIt && !hasIt) {
            return Optional.empty();
        }
        return Optional.of(
                new Look(
                        hadIt ? hasIt ? "MODIFY" : "REMOVE" : "INSERT",
                        item,
                        hasIt ? after.map(Facts::change) : Optional.empty(),
                        hadIt ? before.map(Facts::change) : Optional.empty(),
                        Facts.VISIBLE,
                        hadIt && hasIt ? after.get().changedSince(before.get()) : Set.of(),
                        !hadIt && before.filter(interest::maySee).isPresent(),
                        !hasIt && after.filter(interest::maySee).isPresent()));
    }

    /** Returns whether this look has information that the correct one lacks. */
    public boolean showsMoreThan(Look due) {
        return !item.equals(due.item)
                || newChange.isPresent() && !newChange.equals(due.newChange)
                || oldChange.isPresent() && !oldChange.equals(due.oldChange)
                || !due.attributes.containsAll(attributes)
                || !due.changed.containsAll(changed)
                || enter && !due.enter
                || leave && !due.leave
                || !event.equals(due.event);
    }
}
