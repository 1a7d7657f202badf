package dev.tablecast.soak.view;

import java.util.Optional;
import java.util.Set;

/**
 * A change as a message shows it to a view, or as it should.
 *
 * @param item its key
 * @param newChange the number of the put that the new image is of; empty without such an image
 * @param oldChange the same of the old image
 * @param attributes the names of all that the images have
 * @param changed the attributes that are named as changed
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
     * Returns the only look of a change that a client may get and must get; empty if it must not
     * know of the change.
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

    /** Returns whether this tells something that another one doesn't. */
    public boolean tellsMoreThan(Look due) {
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
