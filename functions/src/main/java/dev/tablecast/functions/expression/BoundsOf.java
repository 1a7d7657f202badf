package dev.tablecast.functions.expression;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds the bounds that a condition sets to an attribute. */
record BoundsOf(String attribute) implements Condition.Visitor<Bounds> {
    @Override
    public Bounds and(Condition.And and) {
        return and.parts().stream().map(part -> part.accept(this)).reduce(Bounds.NONE, Bounds::and);
    }

    @Override
    public Bounds or(Condition.Or or) {
        return or.parts().stream()
                .map(part -> part.accept(this))
                .reduce(Bounds::or)
                .orElse(Bounds.NONE);
    }

    @Override
    public Bounds not(Condition.Not not) {
        return Bounds.NONE;
    }

    @Override
    public Bounds comparison(Condition.Comparison comparison) {
        Comparator comparator = comparison.comparator();
        if (isAttribute(comparison.left())) {
            return bounds(comparison.right(), value -> bounds(comparator, value));
        } else if (isAttribute(comparison.right())) {
            return bounds(comparison.left(), value -> bounds(comparator.mirrored(), value));
        }
        return Bounds.NONE;
    }

    private static Bounds bounds(Comparator comparator, Value value) {
        return switch (comparator) {
            case EQUAL -> Bounds.ofValues(Set.of(value));
            case UNEQUAL -> Bounds.NONE;
            case LESS, LESS_OR_EQUAL -> Bounds.upTo(value);
            case GREATER, GREATER_OR_EQUAL -> Bounds.from(value);
        };
    }

    @Override
    public Bounds between(Condition.Between between) {
        return isAttribute(between.value())
                ? bounds(between.lower(), Bounds::from).and(bounds(between.upper(), Bounds::upTo))
                : Bounds.NONE;
    }

    @Override
    public Bounds in(Condition.In in) {
        return isAttribute(in.value()) && in.others().isEmpty()
                ? Bounds.ofValues(in.values())
                : Bounds.NONE;
    }

    @Override
    public Bounds exists(Condition.Exists exists) {
        return Bounds.NONE;
    }

    @Override
    public Bounds notExists(Condition.NotExists missing) {
        return Bounds.NONE;
    }

    @Override
    public Bounds typeIs(Condition.TypeIs type) {
        return Bounds.NONE;
    }

    @Override
    public Bounds beginsWith(Condition.BeginsWith begins) {
        return isAttribute(begins.value())
                ? bounds(begins.prefix(), Bounds::beginningWith)
                : Bounds.NONE;
    }

    @Override
    public Bounds contains(Condition.Contains contains) {
        return Bounds.NONE;
    }

    private boolean isAttribute(Operand operand) {
        return operand instanceof Operand.Document document
                && document.path().steps().isEmpty()
                && document.path().attribute().equals(attribute);
    }

    private static Bounds bounds(Operand operand, Function<Value, Bounds> bounds) {
        return literal(operand).map(bounds).orElse(Bounds.NONE);
    }

    private static Optional<Value> literal(Operand operand) {
        return operand instanceof Operand.Literal literal
                ? Optional.of(literal.value())
                : Optional.empty();
    }
}
