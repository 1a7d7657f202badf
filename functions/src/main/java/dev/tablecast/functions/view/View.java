package dev.tablecast.functions.view;

import dev.tablecast.functions.expression.Expression;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.view.ItemChange.Event;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One view of a feed, compiled: shared by all who have it, and by any number of threads. */
public final class View {
    private final ViewId id;
    private final Optional<Expression> access;
    private final Optional<Expression> condition;
    private final VisibleAttributes visible;

    View(Optional<Expression> access, Optional<Expression> filter, VisibleAttributes visible) {
        this.id = ViewId.of(access, filter, visible);
        this.access = access;
        this.condition =
                access.isPresent() && filter.isPresent()
                        ? Optional.of(access.get().and(filter.get()))
                        : access.or(() -> filter);
        this.visible = visible;
    }

    public ViewId id() {
        return id;
    }

    /** Returns whether the view has every item: then a missing number means a lost message. */
    public boolean hasEveryItem() {
        return condition.isEmpty();
    }

    /** Returns whether an item is in the view. */
    public boolean has(Map<String, Value> item) {
        return condition.isEmpty() || condition.get().matches(item);
    }

    /** Returns an item's visible attributes. */
    public Map<String, Value> visible(Map<String, Value> item) {
        var shown = new TreeMap<>(item);
        shown.keySet().removeIf(name -> !visible.includes(name));
        return shown;
    }

    /** Returns what the view shows of a change; empty if that is nothing. */
    public Optional<Seen> of(ItemChange change) {
        boolean before = change.existed() && meets(condition, change.oldImage());
        boolean after = change.exists() && meets(condition, change.newImage());
        if (before && after) {
            return Optional.of(modified(change));
        } else if (after) {
            boolean enter = change.existed() && meets(access, change.oldImage());
            return Optional.of(
                    new Seen(
                            Event.INSERT,
                            change.keys(),
                            image(change.newImage()),
                            Optional.empty(),
                            Optional.empty(),
                            enter,
                            false));
        } else if (before) {
            boolean leave = change.exists() && meets(access, change.newImage());
            return Optional.of(
                    new Seen(
                            Event.REMOVE,
                            change.keys(),
                            Optional.empty(),
                            image(change.oldImage()),
                            Optional.empty(),
                            false,
                            leave));
        }
        return Optional.empty();
    }

    private Seen modified(ItemChange change) {
        Optional<Map<String, Value>> newImage = image(change.newImage());
        Optional<Map<String, Value>> oldImage = image(change.oldImage());
        return new Seen(
                Event.MODIFY,
                change.keys(),
                newImage,
                oldImage,
                newImage.isPresent() && oldImage.isPresent()
                        ? Optional.of(changed(change))
                        : Optional.empty(),
                false,
                false);
    }

    private Set<String> changed(ItemChange change) {
        var names = new TreeSet<>(change.changed());
        names.removeIf(name -> !visible.includes(name));
        return names;
    }

    /** An image that isn't known meets no condition: nobody is shown what can't be checked. */
    private static boolean meets(Optional<Expression> condition, Map<String, Value> image) {
        return condition.isEmpty() || !image.isEmpty() && condition.get().matches(image);
    }

    private Optional<Map<String, Value>> image(Map<String, Value> image) {
        return image.isEmpty() || !visible.hasImages()
                ? Optional.empty()
                : Optional.of(visible(image));
    }
}
