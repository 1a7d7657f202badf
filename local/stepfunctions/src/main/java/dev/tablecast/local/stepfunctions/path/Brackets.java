package dev.tablecast.local.stepfunctions.path;

/** Finds unclosed brackets and quotes, which JsonPath accepts but Step Functions doesn't. */
final class Brackets {
    private Brackets() {}

    /** Returns whether all brackets and quotes are closed. */
    static boolean areClosed(String path) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < path.length() && depth >= 0; i++) {
            char c = path.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (depth > 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == '[' || c == '(') {
                depth++;
            } else if (c == ']' || c == ')') {
                depth--;
            }
        }
        return depth == 0 && quote == 0;
    }
}
