package dev.tablecast.local.stepfunctions.asl.choice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The pattern matching of {@code StringMatches}: {@code *} matches any number of characters, and
 * {@code \*} an asterisk.
 */
final class Wildcards {
    private Wildcards() {}

    /**
     * Returns 0 if the value matches the pattern, 1 if it doesn't, and nothing if either is not a
     * string.
     */
    static Optional<Integer> compare(JsonNode value, JsonNode pattern) {
        return value.isTextual() && pattern.isTextual()
                ? Optional.of(matches(value.textValue(), pattern.textValue()) ? 0 : 1)
                : Optional.empty();
    }

    /** Matches in O(value × pattern) time: a mismatch backtracks to the last asterisk only. */
    private static boolean matches(String value, String pattern) {
        int v = 0;
        int p = 0;
        int afterAsterisk = -1;
        int resume = 0;
        while (v < value.length() || p < pattern.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                afterAsterisk = ++p;
                resume = v;
                continue;
            }
            boolean escape = p + 1 < pattern.length() && pattern.charAt(p) == '\\';
            int literal = escape ? p + 1 : p;
            if (v < value.length()
                    && literal < pattern.length()
                    && pattern.charAt(literal) == value.charAt(v)) {
                v++;
                p = literal + 1;
            } else if (afterAsterisk >= 0 && resume < value.length()) {
                v = ++resume;
                p = afterAsterisk;
            } else {
                return false;
            }
        }
        return true;
    }
}
