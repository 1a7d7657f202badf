package dev.tablecast.functions.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A condition on an item, compiled: evaluated many times, by any number of threads. */
public final class Expression {
    private final Condition condition;

    Expression(Condition condition) {
        this.condition = condition;
    }

    /**
     * Compiles an expression of DynamoDB's language.
     *
     * @throws ExpressionException if DynamoDB would refuse it, or it exceeds {@link Limits}
     */
    public static Expression parse(String text, Placeholders placeholders) {
        return new Expression(
                Parser.parse(text, new References(placeholders, References.Ungiven.NONE), false));
    }

    /** Returns whether an item meets the condition; never fails, whatever is in the item. */
    public boolean matches(Map<String, Value> item) {
        return condition.matches(item);
    }

    /** Returns the condition that both are met. */
    public Expression and(Expression other) {
        return new Expression(new Condition.And(List.of(condition, other.condition)));
    }

    /** Returns bounds of an attribute, within which every item has it that meets the condition. */
    public Bounds bounds(String attribute) {
        return condition.accept(new BoundsOf(attribute));
    }

    /** Returns the names of the attributes on which it depends. */
    public Set<String> attributes() {
        return Attributes.of(condition);
    }

    /**
     * Checks the names of the attributes on which it depends.
     *
     * @param problem makes the message about a name that isn't allowed
     * @throws ExpressionException at the first such name
     */
    public void checkAttributes(Predicate<String> allowed, UnaryOperator<String> problem) {
        Operands.of(condition)
                .forEach(
                        operand -> {
                            if (operand instanceof Operand.Document document
                                    && !allowed.test(document.path().attribute())) {
                                throw new ExpressionException(
                                        document.position(),
                                        problem.apply(document.path().attribute()));
                            }
                        });
    }

    /**
     * Returns a text that two expressions share only if they match the same items; it doesn't
     * depend on placeholders and spaces.
     */
    public String canonical() {
        return Canonical.text(condition);
    }
}
