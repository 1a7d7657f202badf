package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Parses calls of intrinsic functions, such as {@code States.Format('{} of {}', $.n,
 * States.ArrayLength($.all))}.
 *
 * @see <a href="https://states-language.net/spec.html#intrinsic-functions">ASL, Intrinsic
 *     Functions</a>
 */
final class IntrinsicParser {
    private static final int DEEPEST = 10;
    private static final String ESCAPABLE = "'{}\\";

    private final String text;
    private int at;

    private IntrinsicParser(String text) {
        this.text = text;
    }

    /**
     * Parses a call.
     *
     * @throws InvalidExpressionException if the text is not a call of an intrinsic function
     */
    static Expression parse(String text) {
        var parser = new IntrinsicParser(text);
        var call = parser.call(1);
        if (parser.at != text.length()) {
            throw parser.problem("unexpected text after the closing parenthesis");
        }
        return call;
    }

    private Expression call(int depth) {
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        var name = text.substring(start, at);
        var function = Intrinsic.named(name).orElseThrow(() -> unknown(name));
        if (depth > DEEPEST) {
            throw problem("more than " + DEEPEST + " functions are nested");
        }
        expect('(');
        var arguments = new ArrayList<Expression>();
        skipBlanks();
        if (peek() != ')') {
            do {
                skipBlanks();
                arguments.add(argument(depth));
                skipBlanks();
            } while (accept(','));
        }
        expect(')');
        if (!function.takes(arguments.size())) {
            throw problem(
                    name + " takes " + function.arity() + " arguments, not " + arguments.size());
        }
        return new IntrinsicCall(text.substring(start, at), function, List.copyOf(arguments));
    }

    private Expression argument(int depth) {
        return switch (peek()) {
            case '\'' -> string();
            case '$' -> Path.parse(pathText());
            case 'S' -> call(depth + 1);
            default -> Literal.of(plainValue());
        };
    }

    private Expression string() {
        int start = ++at;
        while (peek() != '\'') {
            if (peek() == '\\' && ESCAPABLE.indexOf(text.charAt(Math.min(++at, last()))) < 0) {
                throw problem("a backslash escapes only ', {, } and \\");
            }
            at++;
        }
        return Literal.string(text.substring(start, at++));
    }

    /**
     * Returns the text of a path, which ends at the first comma, space or parenthesis outside of
     * its own brackets.
     */
    private String pathText() {
        int start = at;
        int depth = 0;
        char quote = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quote != 0) {
                if (c == '\\') {
                    at++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (depth > 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == '[' || c == '(') {
                depth++;
            } else if (depth > 0 && (c == ']' || c == ')')) {
                depth--;
            } else if (depth == 0 && (c == ',' || c == ')' || c == ' ')) {
                break;
            }
            at++;
        }
        return text.substring(start, Math.min(at, text.length()));
    }

    private JsonNode plainValue() {
        int start = at;
        while (at < text.length() && ",) ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        var value = text.substring(start, at);
        try {
            var parsed = Json.parse(value);
            if (parsed.isValueNode() && !parsed.isTextual()) {
                return parsed;
            }
        } catch (MalformedJsonException e) {
            throw wrongArgument(value);
        }
        throw wrongArgument(value);
    }

    private InvalidExpressionException wrongArgument(String found) {
        return problem(
                "the argument "
                        + found
                        + " is not a path, function, number, true, false, null or 'string'");
    }

    private InvalidExpressionException unknown(String name) {
        return problem(
                (name.isEmpty()
                                ? "it is neither a path nor a function"
                                : name + " is not a function")
                        + "; there are: "
                        + Arrays.stream(Intrinsic.values())
                                .map(Intrinsic::fullName)
                                .collect(Collectors.joining(", ")));
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_';
    }

    private int last() {
        return text.length() - 1;
    }

    private char peek() {
        if (at >= text.length()) {
            throw problem("unexpected end");
        }
        return text.charAt(at);
    }

    private boolean accept(char c) {
        boolean there = peek() == c;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw problem("character " + at + " must be " + c);
        }
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private InvalidExpressionException problem(String what) {
        return new InvalidExpressionException("'" + text + "' is invalid: " + what);
    }
}
