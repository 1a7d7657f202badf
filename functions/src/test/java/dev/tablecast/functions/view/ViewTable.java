package dev.tablecast.functions.view;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.Change.Event;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.ClaimExpression;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The table of what a client gets, written a second time: for items of which it is known by two
 * attributes whether access and filter hold.
 *
 * <p>Knows the rules, and nothing of expressions.
 *
 * @param access whether there is row access: {@code tenant = :claim.tenant}, the claim being "mine"
 * @param filter whether there is a filter: {@code room = :room}, the value being "lobby"
 */
public record ViewTable(
        boolean access, boolean filter, Projection projection, Optional<Set<String>> attributes) {
    private static final List<String> TENANTS = List.of("mine", "other");
    private static final List<String> ROOMS = List.of("lobby", "attic");
    private static final List<String> ONE_OF_TWO = List.of("1", "2");

    public static final Map<String, Value> CLAIMS = Map.of("tenant", new Value.Text("mine"));

    /** Returns every combination of conditions, projections and chosen attributes. */
    public static List<ViewTable> all() {
        var tables = new ArrayList<ViewTable>();
        for (boolean access : List.of(true, false)) {
            for (boolean filter : List.of(true, false)) {
                for (Projection projection :
                        List.of(
                                new Projection.KeysOnly(),
                                new Projection.Include(Set.of("note")),
                                new Projection.All())) {
                    for (var chosen : chosen(projection)) {
                        tables.add(new ViewTable(access, filter, projection, chosen));
                    }
                }
            }
        }
        return tables;
    }

    private static List<Optional<Set<String>>> chosen(Projection projection) {
        return projection instanceof Projection.KeysOnly
                ? List.of(Optional.empty(), Optional.of(Set.of()))
                : List.of(Optional.empty(), Optional.of(Set.of()), Optional.of(Set.of("note")));
    }

    public ViewPolicy policy() {
        return new ViewPolicy(
                access
                        ? Optional.of(
                                ClaimExpression.parse("tenant = :claim.tenant", Placeholders.NONE))
                        : Optional.empty(),
                projection,
                Set.of("id"),
                Set.of("room"));
    }

    ViewRequest request() {
        return filter
                ? new ViewRequest(
                        Optional.of("room = :room"),
                        new Placeholders(Map.of(), Map.of(":room", new Value.Text("lobby"))),
                        attributes)
                : new ViewRequest(Optional.empty(), Placeholders.NONE, attributes);
    }

    /** Returns what is wrong with a view, over every kind of change. */
    List<String> violations(Function<Change, Optional<Seen>> view) {
        var violations = new ArrayList<String>();
        for (Change change : changes()) {
            Optional<Seen> seen = view.apply(change);
            if (!seen.equals(expected(change))) {
                violations.add(
                        "%s: %s shows %s, not %s".formatted(this, change, seen, expected(change)));
            }
        }
        return violations;
    }

    /** Returns what the client gets. */
    public Optional<Seen> expected(Change change) {
        boolean before = change.event() != Event.INSERT && isIn(change.oldImage());
        boolean after = change.event() != Event.REMOVE && isIn(change.newImage());
        var newImage = image(change.newImage());
        var oldImage = image(change.oldImage());
        Seen insert =
                new Seen(
                        Event.INSERT,
                        change.keys(),
                        newImage,
                        Optional.empty(),
                        Optional.empty(),
                        change.event() == Event.MODIFY && isAllowed(change.oldImage()),
                        false);
        Seen modify =
                new Seen(
                        Event.MODIFY,
                        change.keys(),
                        newImage,
                        oldImage,
                        projection.hasImages() ? Optional.of(changed(change)) : Optional.empty(),
                        false,
                        false);
        Seen remove =
                new Seen(
                        Event.REMOVE,
                        change.keys(),
                        Optional.empty(),
                        oldImage,
                        Optional.empty(),
                        false,
                        change.event() == Event.MODIFY && isAllowed(change.newImage()));
        if (before) {
            return Optional.of(after ? modify : remove);
        }
        return after ? Optional.of(insert) : Optional.empty();
    }

    private boolean isAllowed(Map<String, Value> item) {
        return !access || item.get("tenant").equals(new Value.Text("mine"));
    }

    private boolean isIn(Map<String, Value> item) {
        return isAllowed(item) && (!filter || item.get("room").equals(new Value.Text("lobby")));
    }

    private boolean isVisible(String name) {
        return switch (projection) {
            case Projection.KeysOnly ignored -> false;
            case Projection.Include ignored ->
                    name.equals("note")
                            && (attributes.isEmpty() || attributes.get().contains(name));
            case Projection.All ignored -> attributes.isEmpty() || attributes.get().contains(name);
        };
    }

    private Optional<Map<String, Value>> image(Map<String, Value> item) {
        var image = new TreeMap<String, Value>();
        item.forEach(
                (name, value) -> {
                    if (isVisible(name)) {
                        image.put(name, value);
                    }
                });
        return projection instanceof Projection.KeysOnly ? Optional.empty() : Optional.of(image);
    }

    private Set<String> changed(Change change) {
        var changed = new TreeSet<String>();
        for (String name : change.newImage().keySet()) {
            if (isVisible(name)
                    && !change.newImage().get(name).equals(change.oldImage().get(name))) {
                changed.add(name);
            }
        }
        return changed;
    }

    /**
     * Returns changes of each event, between items of each kind. A deletion by TTL is a REMOVE: in
     * a view it looks like any other.
     */
    public static List<Change> changes() {
        var changes = new ArrayList<Change>();
        Map<String, Value> keys = Map.of("id", new Value.Text("1"));
        for (var item : items()) {
            changes.add(change(Event.INSERT, keys, Map.of(), item));
            changes.add(change(Event.REMOVE, keys, item, Map.of()));
            for (var other : items()) {
                changes.add(change(Event.MODIFY, keys, item, other));
            }
        }
        return changes;
    }

    static Change change(
            Event event, Map<String, Value> keys, Map<String, Value> old, Map<String, Value> now) {
        return new Change("", event, Instant.EPOCH, keys, now, old);
    }

    private static List<Map<String, Value>> items() {
        var items = new ArrayList<Map<String, Value>>();
        for (String tenant : TENANTS) {
            for (String room : ROOMS) {
                for (String note : ONE_OF_TWO) {
                    for (String secret : ONE_OF_TWO) {
                        items.add(
                                Map.of(
                                        "id", new Value.Text("1"),
                                        "tenant", new Value.Text(tenant),
                                        "room", new Value.Text(room),
                                        "note", new Value.Text(note),
                                        "secret", new Value.Text(secret)));
                    }
                }
            }
        }
        return items;
    }
}
