package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * A literal argument: a number, {@code true}, {@code false}, {@code null} or a string.
 *
 * @param value the value
 * @param raw the text between the quotes of a string, including escapes, because {@code
 *     States.Format} distinguishes escaped braces; null for any other literal
 */
record Literal(JsonNode value, @Nullable String raw) implements Expression {
    static Literal of(JsonNode value) {
        return new Literal(value, null);
    }

    static Literal string(String raw) {
        return new Literal(TextNode.valueOf(unescape(raw)), raw);
    }

    @Override
    public JsonNode evaluate(Scope scope) {
        return value;
    }

    private static String unescape(String raw) {
        var plain = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            plain.append(c == '\\' && i + 1 < raw.length() ? raw.charAt(++i) : c);
        }
        return plain.toString();
    }
}
