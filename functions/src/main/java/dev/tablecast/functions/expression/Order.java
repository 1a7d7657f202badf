package dev.tablecast.functions.expression;

import org.jspecify.annotations.Nullable;

/** The order of texts (by their UTF-8), of numbers, and of binaries (by unsigned bytes). */
final class Order {
    private Order() {}

    /** Returns whether two values have an order: they are of one type, which has one. */
    static boolean exists(@Nullable Value left, @Nullable Value right) {
        return switch (left) {
            case Value.Text ignored -> right instanceof Value.Text;
            case Value.Numeric ignored -> right instanceof Value.Numeric;
            case Value.Binary ignored -> right instanceof Value.Binary;
            case null, default -> false;
        };
    }

    /**
     * @throws IllegalArgumentException if there is none
     */
    static int compare(Value left, Value right) {
        if (left instanceof Value.Text a && right instanceof Value.Text b) {
            return compare(a.text(), b.text());
        } else if (left instanceof Value.Numeric a && right instanceof Value.Numeric b) {
            return a.amount().compareTo(b.amount());
        } else if (left instanceof Value.Binary a && right instanceof Value.Binary b) {
            return a.compareTo(b);
        }
        throw new IllegalArgumentException(left.type() + " and " + right.type());
    }

    /** Compares by code points, whose order is that of UTF-8, and not that of UTF-16. */
    private static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean mixed = Character.isSurrogate(a) != Character.isSurrogate(b);
                return mixed && a >= Character.MIN_SURROGATE && b >= Character.MIN_SURROGATE
                        ? Character.compare(b, a)
                        : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
