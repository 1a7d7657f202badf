package dev.tablecast.functions.view;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.ClaimExpression;
import dev.tablecast.functions.expression.Expression;
import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.expression.ExpressionException.Part;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The limits that a deployment sets to what clients see.
 *
 * @param rowAccess the condition on every item that a client is shown; none if empty
 * @param projection the attributes in images
 * @param keys the table's key attributes, which every message has
 * @param filterableAttributes those that a filter may name although the projection hides them
 * @param filters whether clients may have a filter, for which changes need both images
 */
public record ViewPolicy(
        Optional<ClaimExpression> rowAccess,
        Projection projection,
        Set<String> keys,
        Set<String> filterableAttributes,
        boolean filters) {
    /** The largest number of attributes that a subscription may choose. */
    static final int MAX_ATTRIBUTES = 100;

    public ViewPolicy {
        keys = Set.copyOf(keys);
        filterableAttributes = Set.copyOf(filterableAttributes);
    }

    public ViewPolicy(
            Optional<ClaimExpression> rowAccess,
            Projection projection,
            Set<String> keys,
            Set<String> filterableAttributes) {
        this(rowAccess, projection, keys, filterableAttributes, true);
    }

    /**
     * Returns the view of a client without a subscription that was given no view: everything. Where
     * there is row access there is none.
     */
    public Optional<View> openView() {
        return rowAccess.isEmpty()
                ? Optional.of(view(ViewRequest.EVERYTHING, Map.of()))
                : Optional.empty();
    }

    /** Returns what has to be kept to make a view again: of the claims, those that matter. */
    ViewContent content(ViewRequest request, Map<String, Value> claims) {
        var named = new HashMap<>(claims);
        named.keySet().retainAll(rowAccess.map(ClaimExpression::claims).orElse(Set.of()));
        return new ViewContent(request, named);
    }

    /** Returns the part of a change that some view may need: it alone is stored. */
    public Change stored(Change change) {
        return hasImages() ? change.keeping(this::isNeeded) : change.withoutImages();
    }

    /** Returns whether anything but the keys matters; a decision by keys needs no images. */
    private boolean hasImages() {
        return projection.hasImages()
                || !keys.containsAll(filterableAttributes)
                || !keys.containsAll(accessAttributes());
    }

    private boolean isNeeded(String attribute) {
        return projection.includes(attribute)
                || filterableAttributes.contains(attribute)
                || accessAttributes().contains(attribute);
    }

    private Set<String> accessAttributes() {
        return rowAccess.map(ClaimExpression::attributes).orElse(Set.of());
    }

    /**
     * Compiles the view of a client.
     *
     * @param claims of its token, at least those that {@code rowAccess} names
     * @throws ExpressionException if the filter is refused or names what can't be seen, a chosen
     *     attribute can't be seen, or a claim is missing or of a type that {@code rowAccess} can't
     *     use
     */
    public View view(ViewRequest request, Map<String, Value> claims) {
        Optional<Expression> filter =
                request.filter().map(text -> filter(text, request.placeholders()));
        if (filter.isEmpty() && !request.placeholders().equals(Placeholders.NONE)) {
            throw new ExpressionException(
                    Part.VALUES, "there are names or values, but no filter that uses them");
        }
        request.attributes().ifPresent(this::check);
        return new View(
                rowAccess.map(access -> access.bind(claims)),
                filter,
                new VisibleAttributes(projection, request.attributes()));
    }

    private Expression filter(String text, Placeholders placeholders) {
        if (!filters) {
            throw new ExpressionException(
                    Part.FILTER,
                    "this feed takes no filter: its table's stream isn't known to have both images"
                            + " of an item");
        }
        Expression filter = Expression.parse(text, placeholders);
        filter.checkAttributes(
                this::isFilterable,
                name ->
                        "the filter names \"%s\", which can't be seen; it may name: %s"
                                .formatted(name, filterable()));
        return filter;
    }

    private boolean isFilterable(String attribute) {
        return isVisible(attribute) || filterableAttributes.contains(attribute);
    }

    private boolean isVisible(String attribute) {
        return keys.contains(attribute) || projection.includes(attribute);
    }

    private String filterable() {
        var names = visible();
        names.addAll(filterableAttributes);
        return String.join(", ", names);
    }

    private TreeSet<String> visible() {
        var names = new TreeSet<>(keys);
        if (projection instanceof Projection.Include include) {
            names.addAll(include.attributes());
        }
        return names;
    }

    private void check(Set<String> attributes) {
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw new ExpressionException(
                    Part.ATTRIBUTES,
                    "attributes has %d names; it may have %d"
                            .formatted(attributes.size(), MAX_ATTRIBUTES));
        }
        for (String name : new TreeSet<>(attributes)) {
            if (!isVisible(name)) {
                throw new ExpressionException(
                        Part.ATTRIBUTES,
                        "attributes has \"%s\", which can't be seen; there are: %s"
                                .formatted(name, String.join(", ", visible())));
            }
        }
    }
}
