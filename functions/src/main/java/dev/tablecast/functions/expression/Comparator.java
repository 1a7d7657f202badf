package dev.tablecast.functions.expression;

import org.jspecify.annotations.Nullable;

/** The operators between two operands. */
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

    /** Returns the operator that means the same between the operands the other way round. */
    Comparator mirrored() {
        return switch (this) {
            case EQUAL, UNEQUAL -> this;
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        };
    }

    /**
     * Compares as DynamoDB does: a missing value equals nothing, and so is unequal to everything.
     */
    boolean holds(@Nullable Value left, @Nullable Value right) {
        if (left == null || right == null) {
            return this == UNEQUAL;
        }
        return switch (this) {
            case EQUAL -> left.equals(right);
            case UNEQUAL -> !left.equals(right);
            case LESS -> left.isOrderedWith(right) && left.compareTo(right) < 0;
            case LESS_OR_EQUAL -> left.isOrderedWith(right) && left.compareTo(right) <= 0;
            case GREATER -> left.isOrderedWith(right) && left.compareTo(right) > 0;
            case GREATER_OR_EQUAL -> left.isOrderedWith(right) && left.compareTo(right) >= 0;
        };
    }
}
