package dev.tablecast.functions.view;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.Change.Event;
import dev.tablecast.functions.expression.Bounds;
import dev.tablecast.functions.expression.Expression;
import dev.tablecast.functions.expression.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One view of a feed, compiled: shared by all who have it, and by any number of threads. */
public final class View {
    private final ViewId id;
    private final Optional<ViewCondition> access;
    private final Optional<ViewCondition> condition;
    private final VisibleAttributes visible;

    View(Optional<Expression> access, Optional<Expression> filter, VisibleAttributes visible) {
        this.id = ViewId.of(access, filter, visible);
        this.access = access.map(ViewCondition::of);
        this.condition =
                (access.isPresent() && filter.isPresent()
                                ? Optional.of(access.get().and(filter.get()))
                                : access.or(() -> filter))
                        .map(ViewCondition::of);
        this.visible = visible;
    }

    public ViewId id() {
        return id;
    }

    /** Returns the attributes in its images: two views with the same show a change alike. */
    public VisibleAttributes visible() {
        return visible;
    }

    /** Returns whether the view has every item: then a missing number means a lost message. */
    public boolean hasEveryItem() {
        return condition.isEmpty();
    }

    /** Returns whether an item is in the view. */
    public boolean has(Map<String, Value> item) {
        return condition.isEmpty() || condition.get().expression().matches(item);
    }

    /** Returns bounds of an attribute, within which every item of the view has it. */
    public Optional<Bounds> bounds(String attribute) {
        return condition.map(found -> found.expression().bounds(attribute));
    }

    /** Returns an item's visible attributes; empty if the view shows no images. */
    public Optional<Map<String, Value>> shown(Map<String, Value> item) {
        return visible.hasImages() ? Optional.of(visible(item)) : Optional.empty();
    }

    /** Returns an item's visible attributes. */
    public Map<String, Value> visible(Map<String, Value> item) {
        var shown = new TreeMap<>(item);
        shown.keySet().removeIf(name -> !visible.includes(name));
        return shown;
    }

    /** Returns the effect of a change on the view. */
    public Sight sight(Change change) {
        boolean existed = change.event() != Event.INSERT;
        boolean exists = change.event() != Event.REMOVE;
        boolean before = existed && holds(condition, change.oldImage(), change);
        boolean after = exists && holds(condition, change.newImage(), change);
        if (before) {
            return after
                    ? Sight.MODIFY
                    : exists && holds(access, change.newImage(), change)
                            ? Sight.LEAVE
                            : Sight.REMOVE;
        } else if (after) {
            return existed && holds(access, change.oldImage(), change) ? Sight.ENTER : Sight.INSERT;
        }
        return Sight.NOTHING;
    }

    private static boolean holds(
            Optional<ViewCondition> condition, Map<String, Value> image, Change change) {
        return condition.isEmpty() || condition.get().holds(image, change.keys());
    }

    /** Returns what the view shows of a change; empty if that is nothing. */
    public Optional<Seen> of(Change change) {
        Sight sight = sight(change);
        return sight == Sight.NOTHING ? Optional.empty() : Optional.of(seen(change, sight));
    }

    /**
     * Returns what the view shows of a change.
     *
     * @param sight the change's effect on the view, which isn't {@code NOTHING}
     */
    public Seen seen(Change change, Sight sight) {
        return switch (sight) {
            case NOTHING -> throw new IllegalArgumentException("nothing is shown of the change");
            case INSERT, ENTER ->
                    new Seen(
                            Event.INSERT,
                            change.keys(),
                            image(change.newImage()),
                            Optional.empty(),
                            Optional.empty(),
                            sight == Sight.ENTER,
                            false);
            case MODIFY -> modified(change);
            case REMOVE, LEAVE ->
                    new Seen(
                            Event.REMOVE,
                            change.keys(),
                            Optional.empty(),
                            image(change.oldImage()),
                            Optional.empty(),
                            false,
                            sight == Sight.LEAVE);
        };
    }

    private Seen modified(Change change) {
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

    private Set<String> changed(Change change) {
        var names = new TreeSet<>(change.changed());
        names.removeIf(name -> !visible.includes(name));
        return names;
    }

    private Optional<Map<String, Value>> image(Map<String, Value> image) {
        return image.isEmpty() ? Optional.empty() : shown(image);
    }
}
