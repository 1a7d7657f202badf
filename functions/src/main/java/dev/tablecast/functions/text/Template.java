package dev.tablecast.functions.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders, such as {@code {name}|{zip}}.
 *
 * <p>A placeholder is an attribute's name in braces: without braces, quotes, commas, backslashes
 * and control characters in it, and without blanks around it. <code>{{name}}</code> is the text
 * <code>{name}</code>, <code>{{</code> elsewhere is a brace, and <code>{{{name}}}</code> is the
 * value in braces. All other braces are text.
 *
 * <p>The template is JSON if it is a JSON object, array or string once its placeholders are values.
 *
 * @param parts the text and the placeholders, in their order
 * @param isJson whether values have to be written as JSON
 */
record Template(List<Part> parts, boolean isJson) {
    private static final String NAME =
            "([^\\s{}\",\\\\\\p{Cntrl}](?:[^{}\",\\\\\\p{Cntrl}]*[^\\s{}\",\\\\\\p{Cntrl}])?)";
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?<valueInBraces>\\{\\{\\{"
                            + NAME
                            + "}}})|(?<escaped>\\{\\{"
                            + NAME
                            + "}})|(?<brace>\\{\\{)|\\{"
                            + NAME
                            + "}");
    private static final Pattern BEGINS_LIKE_JSON = Pattern.compile("\\s*\\{\\s*\"");
    private static final JsonFactory JSON = new JsonFactory();

    Template {
        parts = List.copyOf(parts);
    }

    /** A piece of a template. */
    sealed interface Part {
        record Literal(String text) implements Part {}

        /**
         * The place of an attribute's value.
         *
         * @param insideString whether the placeholder is inside a string of a JSON template
         */
        record Placeholder(String name, boolean insideString) implements Part {}
    }

    /**
     * Returns the template of a text.
     *
     * @throws IllegalArgumentException if the text begins like a JSON object and isn't one
     */
    static Template parse(String text) {
        var parts = new ArrayList<Part>();
        var sample = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.find()) {
            literal(parts, sample, text.substring(end, token.start()));
            end = token.end();
            if (token.group("valueInBraces") != null) {
                literal(parts, sample, "{");
                placeholder(parts, sample, token.group(2));
                literal(parts, sample, "}");
            } else if (token.group("escaped") != null) {
                literal(parts, sample, "{" + token.group(4) + "}");
            } else if (token.group("brace") != null) {
                literal(parts, sample, "{");
            } else {
                placeholder(parts, sample, token.group(6));
            }
        }
        literal(parts, sample, text.substring(end));
        boolean isJson = isJson(sample.toString());
        if (!isJson && BEGINS_LIKE_JSON.matcher(text).lookingAt()) {
            throw new IllegalArgumentException(
                    "begins like a JSON object and isn't one once placeholders are values");
        }
        return new Template(parts, isJson);
    }

    boolean hasPlaceholders() {
        return parts.stream().anyMatch(Part.Placeholder.class::isInstance);
    }

    private static void literal(List<Part> parts, StringBuilder sample, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part.Literal(text));
            sample.append(text);
        }
    }

    /** Adds a placeholder; blanks keep its sample apart from digits around it. */
    private static void placeholder(List<Part> parts, StringBuilder sample, String name) {
        parts.add(new Part.Placeholder(name, endsInsideString(sample)));
        sample.append(" 0 ");
    }

    /** Returns whether a JSON prefix ends inside a string. */
    private static boolean endsInsideString(CharSequence json) {
        boolean inside = false;
        for (int i = 0; i < json.length(); i++) {
            if (json.charAt(i) == '\\') {
                i++;
            } else if (json.charAt(i) == '"') {
                inside = !inside;
            }
        }
        return inside;
    }

    private static boolean isJson(String text) {
        try (var parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT
                    && first != JsonToken.START_ARRAY
                    && first != JsonToken.VALUE_STRING) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
