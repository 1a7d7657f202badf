package dev.tablecast.functions.expression;

import java.util.List;
import java.util.Set;

/** The tree of an expression. */
sealed interface Condition {
    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }
    }

    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(Condition part) implements Condition {}

    record Comparison(Operand left, Comparator comparator, Operand right) implements Condition {}

    record Between(Operand value, Operand lower, Operand upper) implements Condition {}

    /**
     * @param values those of the list that are known, to be looked up
     * @param others those that depend on the item, or on claims
     */
    record In(Operand value, Set<Value> values, List<Operand> others) implements Condition {
        public In {
            values = Set.copyOf(values);
            others = List.copyOf(others);
        }
    }

    record Exists(Operand.Document document) implements Condition {}

    record NotExists(Operand.Document document) implements Condition {}

    record TypeIs(Operand value, Operand type) implements Condition {}

    record BeginsWith(Operand value, Operand prefix) implements Condition {}

    record Contains(Operand value, Operand part) implements Condition {}

    enum Comparator {
        EQUAL("="),
        UNEQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        final String sign;

        Comparator(String sign) {
            this.sign = sign;
        }

        static Comparator of(String sign) {
            for (Comparator comparator : values()) {
                if (comparator.sign.equals(sign)) {
                    return comparator;
                }
            }
            throw new IllegalArgumentException(sign);
        }

        /** Returns whether it is of types that have an order. */
        boolean isOrder() {
            return this != EQUAL && this != UNEQUAL;
        }
    }
}
