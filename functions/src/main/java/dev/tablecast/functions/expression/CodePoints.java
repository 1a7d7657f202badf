package dev.tablecast.functions.expression;

/** The order of texts by code points, which is that of UTF-8, and not that of UTF-16. */
final class CodePoints {
    private CodePoints() {}

    static int compare(String left, String right) {
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
