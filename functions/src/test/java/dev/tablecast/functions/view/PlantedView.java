package dev.tablecast.functions.view;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.Change.Event;
import dev.tablecast.functions.expression.Expression;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A view with one mistake, which the tests of views must find. */
record PlantedView(Mistake mistake, ViewTable table) {
    enum Mistake {
        NONE,
        ACCESS_ON_OLD_IMAGE_ONLY,
        ACCESS_ON_NEW_IMAGE_ONLY,
        ACCESS_ON_THE_OTHER_IMAGE,
        ACCESS_AFTER_PROJECTION,
        NO_ACCESS,
        FILTER_AFTER_PROJECTION,
        FILTER_ON_NEW_IMAGE_ONLY,
        OLD_IMAGE_ON_ENTERING,
        NEW_IMAGE_ON_LEAVING,
        ENTER_WHATEVER_ACCESS,
        LEAVE_WHATEVER_ACCESS,
        ENTER_IN_AN_INSERT,
        LEAVE_IN_A_REMOVE,
        EVERY_DELETION,
        CHANGED_NAMES_HIDDEN_ATTRIBUTES
    }

    private static final Expression ACCESS =
            Expression.parse(
                    "tenant = :t",
                    new Placeholders(Map.of(), Map.of(":t", new Value.Text("mine"))));
    private static final Expression FILTER =
            Expression.parse(
                    "room = :r", new Placeholders(Map.of(), Map.of(":r", new Value.Text("lobby"))));

    private boolean is(Mistake mistake) {
        return this.mistake == mistake;
    }

    Optional<Seen> of(Change change) {
        Map<String, Value> old = change.oldImage();
        Map<String, Value> now = change.newImage();
        boolean both = change.event() == Event.MODIFY;
        boolean oldAllowed = allows(is(Mistake.ACCESS_ON_THE_OTHER_IMAGE) && both ? now : old);
        boolean newAllowed = allows(is(Mistake.ACCESS_ON_THE_OTHER_IMAGE) && both ? old : now);
        if (is(Mistake.ACCESS_ON_OLD_IMAGE_ONLY)) {
            newAllowed = !both || oldAllowed;
        } else if (is(Mistake.ACCESS_ON_NEW_IMAGE_ONLY)) {
            oldAllowed = !both || newAllowed;
        }
        boolean after = !now.isEmpty() && newAllowed && matches(now);
        boolean before =
                !old.isEmpty()
                        && oldAllowed
                        && (is(Mistake.FILTER_ON_NEW_IMAGE_ONLY) && both
                                ? matches(now)
                                : matches(old));
        if (is(Mistake.EVERY_DELETION) && change.event() == Event.REMOVE) {
            before = true;
        }
        if (!before && !after) {
            return Optional.empty();
        }
        boolean enter =
                !before
                        && (both || is(Mistake.ENTER_IN_AN_INSERT))
                        && (oldAllowed || is(Mistake.ENTER_WHATEVER_ACCESS));
        boolean leave =
                !after
                        && (both || is(Mistake.LEAVE_IN_A_REMOVE))
                        && (newAllowed || is(Mistake.LEAVE_WHATEVER_ACCESS));
        return Optional.of(
                new Seen(
                        before && after ? Event.MODIFY : after ? Event.INSERT : Event.REMOVE,
                        change.keys(),
                        image(now, after || is(Mistake.NEW_IMAGE_ON_LEAVING)),
                        image(old, before || is(Mistake.OLD_IMAGE_ON_ENTERING)),
                        before && after && table.projection().hasImages()
                                ? Optional.of(changed(change))
                                : Optional.empty(),
                        enter,
                        leave));
    }

    private boolean allows(Map<String, Value> item) {
        return !table.access()
                || is(Mistake.NO_ACCESS)
                || ACCESS.matches(is(Mistake.ACCESS_AFTER_PROJECTION) ? visible(item) : item);
    }

    private boolean matches(Map<String, Value> item) {
        return !table.filter()
                || FILTER.matches(is(Mistake.FILTER_AFTER_PROJECTION) ? visible(item) : item);
    }

    private Map<String, Value> visible(Map<String, Value> item) {
        var visible = new TreeMap<>(item);
        visible.keySet().removeIf(name -> !attributes().includes(name));
        return visible;
    }

    private VisibleAttributes attributes() {
        return new VisibleAttributes(table.projection(), table.attributes());
    }

    private Optional<Map<String, Value>> image(Map<String, Value> item, boolean shown) {
        return shown && !item.isEmpty() && table.projection().hasImages()
                ? Optional.of(visible(item))
                : Optional.empty();
    }

    private Set<String> changed(Change change) {
        var changed = new TreeSet<>(change.changed());
        changed.removeIf(
                name ->
                        !is(Mistake.CHANGED_NAMES_HIDDEN_ATTRIBUTES)
                                && !attributes().includes(name));
        return changed;
    }
}
