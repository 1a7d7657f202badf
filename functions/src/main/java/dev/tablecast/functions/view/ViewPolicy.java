package dev.tablecast.functions.view;

import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.ClaimExpression;
import dev.tablecast.functions.expression.Expression;
import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.expression.ExpressionException.Part;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
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
 */
public record ViewPolicy(
        Optional<ClaimExpression> rowAccess,
        Projection projection,
        Set<String> keys,
        Set<String> filterableAttributes) {
    /** The largest number of attributes that a subscription may choose. */
    static final int MAX_ATTRIBUTES = 100;

    public ViewPolicy {
        keys = Set.copyOf(keys);
        filterableAttributes = Set.copyOf(filterableAttributes);
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
