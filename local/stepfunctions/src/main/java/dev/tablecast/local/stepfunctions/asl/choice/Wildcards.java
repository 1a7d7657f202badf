package dev.tablecast.local.stepfunctions.asl.choice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** {@code StringMatches}: {@code *} stands for any characters, {@code \*} for an asterisk. */
final class Wildcards {
    private Wildcards() {}

    /** 0 where the value matches the pattern. */
    static Optional<Integer> compare(JsonNode value, JsonNode pattern) {
        return value.isTextual() && pattern.isTextual()
                ? Optional.of(matches(value.textValue(), pattern.textValue()) ? 0 : 1)
                : Optional.empty();
    }

    /** In time of value x pattern: on a mismatch it only goes back to the last asterisk. */
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
