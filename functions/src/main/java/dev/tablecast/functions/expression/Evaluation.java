package dev.tablecast.functions.expression;

import dev.tablecast.functions.expression.Condition.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates conditions. Values of other types than a condition expects don't meet it. */
final class Evaluation {
    private Evaluation() {}

    static boolean matches(Condition condition, Map<String, Value> item) {
        return switch (condition) {
            case Condition.And and -> all(and.parts(), item);
            case Condition.Or or -> any(or.parts(), item);
            case Condition.Not not -> !matches(not.part(), item);
            case Condition.Comparison comparison ->
                    compares(
                            comparison.left().in(item),
                            comparison.comparator(),
                            comparison.right().in(item));
            case Condition.Between between -> {
                Value value = between.value().in(item);
                yield compares(value, Comparator.GREATER_OR_EQUAL, between.lower().in(item))
                        && compares(value, Comparator.LESS_OR_EQUAL, between.upper().in(item));
            }
            case Condition.In in -> isIn(in, item);
            case Condition.Exists exists -> exists.document().in(item) != null;
            case Condition.NotExists missing -> missing.document().in(item) == null;
            case Condition.TypeIs type -> {
                Value value = type.value().in(item);
                yield value != null
                        && type.type().in(item) instanceof Value.Text name
                        && value.type().equals(name.text());
            }
            case Condition.BeginsWith begins ->
                    beginsWith(begins.value().in(item), begins.prefix().in(item));
            case Condition.Contains contains ->
                    contains(contains.value().in(item), contains.part().in(item));
        };
    }

    private static boolean all(List<Condition> parts, Map<String, Value> item) {
        for (Condition part : parts) {
            if (!matches(part, item)) {
                return false;
            }
        }
        return true;
    }

    private static boolean any(List<Condition> parts, Map<String, Value> item) {
        for (Condition part : parts) {
            if (matches(part, item)) {
                return true;
            }
        }
        return false;
    }

    /** As in DynamoDB, what is missing equals nothing, and so is unequal to everything. */
    private static boolean compares(
            @Nullable Value left, Comparator comparator, @Nullable Value right) {
        return switch (comparator) {
            case EQUAL -> left != null && left.equals(right);
            case UNEQUAL -> left == null || !left.equals(right);
            case LESS -> Order.exists(left, right) && Order.compare(left, right) < 0;
            case LESS_OR_EQUAL -> Order.exists(left, right) && Order.compare(left, right) <= 0;
            case GREATER -> Order.exists(left, right) && Order.compare(left, right) > 0;
            case GREATER_OR_EQUAL -> Order.exists(left, right) && Order.compare(left, right) >= 0;
        };
    }

    private static boolean isIn(Condition.In in, Map<String, Value> item) {
        Value value = in.value().in(item);
        if (value == null) {
            return false;
        }
        if (in.values().contains(value)) {
            return true;
        }
        for (Operand other : in.others()) {
            if (value.equals(other.in(item))) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsWith(@Nullable Value value, @Nullable Value prefix) {
        return switch (value) {
            case Value.Text text ->
                    prefix instanceof Value.Text start && text.text().startsWith(start.text());
            case Value.Binary binary ->
                    prefix instanceof Value.Binary start && binary.hasAt(0, start);
            case null, default -> false;
        };
    }

    private static boolean contains(@Nullable Value value, @Nullable Value part) {
        return switch (value) {
            case Value.Text text ->
                    part instanceof Value.Text piece && text.text().contains(piece.text());
            case Value.Binary binary ->
                    part instanceof Value.Binary piece && binary.contains(piece);
            case Value.Items items -> part != null && items.values().contains(part);
            case Value.Members members -> part != null && members.values().contains(part);
            case null, default -> false;
        };
    }
}
