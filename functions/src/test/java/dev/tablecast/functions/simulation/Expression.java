package dev.tablecast.functions.simulation;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The part of DynamoDB's condition expressions that the functions use: comparisons of attributes
 * with values, {@code attribute_exists}, {@code attribute_not_exists}, {@code AND}, {@code OR} and
 * parentheses.
 */
final class Expression {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(<>|<=|>=|[=<>(),]|[#:]?[A-Za-z_][A-Za-z0-9_.]*)");

    private static final Map<String, List<String>> TOKENS = new ConcurrentHashMap<>();

    private final Iterator<String> tokens;
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Map<String, AttributeValue> item;
    private String token = "";

    private Expression(
            String text,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            Map<String, AttributeValue> item) {
        this.tokens = TOKENS.computeIfAbsent(text, Expression::tokens).iterator();
        this.names = names;
        this.values = values;
        this.item = item;
        next();
    }

    /** Returns whether a condition holds for an item; an item that isn't there is empty. */
    static boolean holds(
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            Map<String, AttributeValue> item) {
        return new Expression(condition, names, values, item).or();
    }

    private boolean or() {
        boolean result = and();
        while (token.equals("OR")) {
            next();
            result |= and();
        }
        return result;
    }

    private boolean and() {
        boolean result = term();
        while (token.equals("AND")) {
            next();
            result &= term();
        }
        return result;
    }

    private boolean term() {
        String first = take();
        switch (first) {
            case "(" -> {
                boolean result = or();
                take();
                return result;
            }
            case "attribute_exists", "attribute_not_exists" -> {
                take();
                boolean exists = item.containsKey(name(take()));
                take();
                return exists == first.equals("attribute_exists");
            }
            default -> {
                AttributeValue left = operand(first);
                String comparator = take();
                AttributeValue right = operand(take());
                return left != null && right != null && compare(left, comparator, right);
            }
        }
    }

    private AttributeValue operand(String text) {
        return text.startsWith(":") ? values.get(text) : item.get(name(text));
    }

    private static boolean compare(AttributeValue left, String comparator, AttributeValue right) {
        int order =
                left.n() != null && right.n() != null
                        ? new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()))
                        : left.s().compareTo(right.s());
        return switch (comparator) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException("unknown comparator " + comparator);
        };
    }

    private String name(String text) {
        return text.startsWith("#") ? names.get(text) : text;
    }

    private String take() {
        String taken = token;
        next();
        return taken;
    }

    private void next() {
        token = tokens.hasNext() ? tokens.next() : "";
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(result -> result.group(1)).toList();
    }
}
