package dev.tablecast.local.stepfunctions.jsonata;

import com.dashjoin.jsonata.Parser;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node of an expression's syntax tree. The library has no API for it, so its fields are read by
 * reflection; one that isn't there any more fails the first expression that is parsed.
 */
record SyntaxTree(Parser.Symbol symbol) {
    private static final Map<String, Field> FIELDS =
            Stream.of(
                            "type",
                            "value",
                            "steps",
                            "stages",
                            "predicate",
                            "group",
                            "terms",
                            "rhsTerms",
                            "expression",
                            "expressions",
                            "procedure",
                            "arguments",
                            "body",
                            "condition",
                            "then",
                            "_else",
                            "lhs",
                            "rhs",
                            "lhsObject",
                            "rhsObject",
                            "expr",
                            "pattern",
                            "update",
                            "delete",
                            "focus",
                            "index")
                    .collect(Collectors.toMap(name -> name, SyntaxTree::field));

    /**
     * @throws com.dashjoin.jsonata.JException where the text is no expression
     */
    static SyntaxTree parse(String expression) {
        return new SyntaxTree(new Parser().parse(expression));
    }

    private static Field field(String name) {
        try {
            var field = Parser.Symbol.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("The JSONata library has changed: " + name, e);
        }
    }

    /** The kind of node, such as {@code path}, {@code name} or {@code variable}. */
    String type() {
        return String.valueOf(get("type"));
    }

    String value() {
        return String.valueOf(get("value"));
    }

    /** A field's text; null where it is absent. */
    @Nullable String text(String field) {
        return get(field) instanceof String text ? text : null;
    }

    /** The nodes in the fields, in their order. */
    List<SyntaxTree> nodes(String... fields) {
        var nodes = new ArrayList<SyntaxTree>();
        Arrays.stream(fields).forEach(field -> collect(get(field), nodes));
        return nodes;
    }

    private static void collect(@Nullable Object value, List<SyntaxTree> nodes) {
        switch (value) {
            case Parser.Symbol symbol -> nodes.add(new SyntaxTree(symbol));
            case List<?> list -> list.forEach(item -> collect(item, nodes));
            case Parser.Symbol[] pair -> Arrays.stream(pair).forEach(part -> collect(part, nodes));
            case null, default -> {}
        }
    }

    private @Nullable Object get(String field) {
        try {
            return FIELDS.get(field).get(symbol);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The JSONata library has changed: " + field, e);
        }
    }
}
