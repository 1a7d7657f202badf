package dev.tablecast.functions.expression;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules by which DynamoDB refuses an expression that parses, before it sees an item.
 *
 * <p>Claims that aren't bound yet pass; they are checked as values when they are.
 */
final class Checks implements Condition.Visitor<Condition> {
    private static final Checks ALL = new Checks();
    private static final Set<String> TYPES =
            Set.of("S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS");
    private static final Set<String> ORDERED = Set.of("S", "N", "B");
    private static final Set<String> PREFIXES = Set.of("S", "B");
    private static final Set<String> SIZED = Set.of("S", "B", "L", "M", "SS", "NS", "BS");
    private static final Set<String> TYPE_NAMES = Set.of("S");

    private Checks() {}

    /**
     * Returns the condition if it breaks none of them.
     *
     * @throws ExpressionException at the first operand that breaks one
     */
    static Condition checked(Condition condition) {
        return condition.accept(ALL);
    }

    @Override
    public Condition and(Condition.And and) {
        and.parts().forEach(Checks::checked);
        return and;
    }

    @Override
    public Condition or(Condition.Or or) {
        or.parts().forEach(Checks::checked);
        return or;
    }

    @Override
    public Condition not(Condition.Not not) {
        checked(not.part());
        return not;
    }

    @Override
    public Condition comparison(Condition.Comparison comparison) {
        Comparator comparator = comparison.comparator();
        for (Operand operand : List.of(comparison.left(), comparison.right())) {
            checkType(comparator.sign, operand, comparator.isOrder() ? ORDERED : TYPES);
        }
        checkDistinct(comparator.sign, comparison.left(), List.of(comparison.right()));
        return comparison;
    }

    @Override
    public Condition between(Condition.Between between) {
        List<Operand> bounds = List.of(between.lower(), between.upper());
        checkType("BETWEEN", between.value(), ORDERED);
        bounds.forEach(bound -> checkType("BETWEEN", bound, ORDERED));
        checkDistinct("BETWEEN", between.value(), bounds);
        if (between.lower() instanceof Operand.Literal lower
                && between.upper() instanceof Operand.Literal upper) {
            checkBounds(lower, upper);
        }
        return between;
    }

    private static void checkBounds(Operand.Literal lower, Operand.Literal upper) {
        if (!lower.value().type().equals(upper.value().type())) {
            throw new ExpressionException(
                    upper.position(),
                    "the bounds of BETWEEN are of types %s and %s; both have the same"
                            .formatted(lower.value().type(), upper.value().type()));
        }
        if (lower.value().compareTo(upper.value()) > 0) {
            throw new ExpressionException(
                    upper.position(), "the upper bound of BETWEEN is less than the lower one");
        }
    }

    @Override
    public Condition in(Condition.In in) {
        checkSizes(in.value());
        in.others().forEach(Checks::checkSizes);
        checkDistinct("IN", in.value(), in.others());
        return in;
    }

    @Override
    public Condition exists(Condition.Exists exists) {
        return exists;
    }

    @Override
    public Condition notExists(Condition.NotExists missing) {
        return missing;
    }

    @Override
    public Condition typeIs(Condition.TypeIs type) {
        checkSizes(type.value());
        checkType("attribute_type", type.type(), TYPE_NAMES);
        if (type.type() instanceof Operand.Document) {
            throw new ExpressionException(
                    type.type().position(),
                    "the type of attribute_type is a path; it must be a value");
        }
        if (type.type() instanceof Operand.Literal literal
                && literal.value() instanceof Value.Text name
                && !TYPES.contains(name.text())) {
            throw new ExpressionException(
                    literal.position(),
                    "\"%s\" is no type; there are: %s"
                            .formatted(name.text(), String.join(", ", new TreeSet<>(TYPES))));
        }
        checkDistinct("attribute_type", type.value(), List.of(type.type()));
        return type;
    }

    @Override
    public Condition beginsWith(Condition.BeginsWith begins) {
        checkType("begins_with", begins.value(), PREFIXES);
        checkType("begins_with", begins.prefix(), PREFIXES);
        checkDistinct("begins_with", begins.value(), List.of(begins.prefix()));
        return begins;
    }

    @Override
    public Condition contains(Condition.Contains contains) {
        checkSizes(contains.value());
        checkSizes(contains.part());
        checkDistinct("contains", contains.value(), List.of(contains.part()));
        return contains;
    }

    private static void checkType(String operator, Operand operand, Set<String> allowed) {
        checkSizes(operand);
        String found = operand.knownType().orElse("");
        if (!found.isEmpty() && !allowed.contains(found)) {
            throw new ExpressionException(
                    operand.position(),
                    "a value of type %s can't be an operand of %s; it takes: %s"
                            .formatted(found, operator, String.join(", ", new TreeSet<>(allowed))));
        }
    }

    private static void checkSizes(Operand operand) {
        if (operand instanceof Operand.Size size) {
            checkType("size", size.of(), SIZED);
        }
    }

    private static void checkDistinct(String operator, Operand first, List<Operand> others) {
        if (first instanceof Operand.Document document) {
            for (Operand other : others) {
                if (other instanceof Operand.Document same && same.path().equals(document.path())) {
                    throw new ExpressionException(
                            other.position(),
                            "%s has the same path on both sides".formatted(operator));
                }
            }
        }
    }
}
