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
 * A node of an expression's syntax tree. The library has no API for it, so this class reads the
 * nodes' fields by reflection. If a new version of the library lacks one of them, parsing the first
 * expression fails.
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
     * Parses an expression.
     *
     * @throws com.dashjoin.jsonata.JException if it is invalid
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

    /** Returns the type of the node, such as {@code path}, {@code name} or {@code variable}. */
    String type() {
        return String.valueOf(get("type"));
    }

    String value() {
        return String.valueOf(get("value"));
    }

    /** Returns a string field; null if it is absent. */
    @Nullable String text(String field) {
        return get(field) instanceof String text ? text : null;
    }

    /** Returns the nodes in the given fields, in their order. */
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
