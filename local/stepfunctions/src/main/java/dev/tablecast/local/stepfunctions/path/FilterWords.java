package dev.tablecast.local.stepfunctions.path;

import java.util.regex.Pattern;

/**
 * Quotes the bare words in filters of paths. To AWS, as in its examples, {@code [?(@.kind==TOTAL)]}
 * compares with the string {@code TOTAL}, which JsonPath accepts in quotes only.
 */
final class FilterWords {
    private static final Pattern BARE =
            Pattern.compile("\\G\\s*(?!(?:true|false|null)\\b)(?<word>[A-Za-z_][\\w-]*)");

    private FilterWords() {}

    static String quoted(String path) {
        if (!path.contains("[?")) {
            return path;
        }
        var result = new StringBuilder(path.length() + 2);
        char quote = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            result.append(c);
            if (quote != 0) {
                if (c == '\\' && i + 1 < path.length()) {
                    result.append(path.charAt(++i));
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '~') {
                // A regular expression follows, between slashes.
                quote = '/';
                i = skipTo('/', path, i, result);
            } else if (endsComparison(path, i)) {
                i = quoteWord(path, i, result);
            }
        }
        return result.toString();
    }

    private static int skipTo(char delimiter, String path, int from, StringBuilder result) {
        int at = from;
        while (at + 1 < path.length() && path.charAt(at) != delimiter) {
            result.append(path.charAt(++at));
        }
        return at;
    }

    /** Returns whether a comparison operator such as {@code ==} ends at this character. */
    private static boolean endsComparison(String path, int at) {
        char c = path.charAt(at);
        boolean followed = at + 1 < path.length() && "=~".indexOf(path.charAt(at + 1)) >= 0;
        return (c == '=' || c == '<' || c == '>') && !followed;
    }

    private static int quoteWord(String path, int operator, StringBuilder result) {
        var word = BARE.matcher(path);
        if (!word.find(operator + 1)) {
            return operator;
        }
        result.append(path, operator + 1, word.start("word"))
                .append('\'')
                .append(word.group("word"))
                .append('\'');
        return word.end() - 1;
    }
}
