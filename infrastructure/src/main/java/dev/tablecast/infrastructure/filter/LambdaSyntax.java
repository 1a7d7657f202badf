package dev.tablecast.infrastructure.filter;

import static dev.tablecast.infrastructure.filter.EventPattern.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * The syntax of Lambda's filter patterns, which is less than EventBridge's.
 *
 * @param flaws receives what Lambda refuses
 */
record LambdaSyntax(List<Flaw> flaws) {
    /** Names that Event Ruler, which evaluates patterns, refuses for fields inside {@code $or}. */
    private static final Set<String> RESERVED_IN_OR =
            Set.of(
                    "exactly",
                    "prefix",
                    "suffix",
                    "equals-ignore-case",
                    "anything-but",
                    "numeric",
                    "exists",
                    "cidr",
                    "wildcard");

    private static final Set<String> OPERATOR_NAMES =
            Set.of("prefix", "suffix", "equals-ignore-case", "anything-but", "numeric", "exists");

    private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=");

    private static final String OPERATORS =
            "one of Lambda's operators, prefix, suffix, equals-ignore-case, anything-but, numeric"
                    + " and exists";

    static boolean has(String operator) {
        return OPERATOR_NAMES.contains(operator);
    }

    void check(JsonNode pattern) {
        object("", pattern, false);
    }

    private void object(String path, JsonNode node, boolean insideOr) {
        if (node.isEmpty()) {
            flaw(path, node, "at least one field");
        }
        for (var entry : node.properties()) {
            String field = step(path, entry.getKey());
            JsonNode value = entry.getValue();
            if (EventPattern.isOr(entry.getKey())) {
                alternatives(field, value);
            } else if (insideOr && RESERVED_IN_OR.contains(entry.getKey())) {
                flaw(field, value, "no field with the name of an operator inside $or");
            } else if (value.isObject()) {
                object(field, value, insideOr);
            } else if (value.isArray()) {
                conditions(field, value);
            } else {
                flaw(field, value, "a list of what it may be: [" + value + "]");
            }
        }
    }

    private void alternatives(String path, JsonNode value) {
        if (!value.isArray() || value.size() < 2) {
            flaw(path, value, "a list of at least two patterns");
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            String alternative = path + "[" + i + "]";
            if (value.get(i).isObject()) {
                object(alternative, value.get(i), true);
            } else {
                flaw(alternative, value.get(i), "a pattern, such as {\"eventName\":[\"INSERT\"]}");
            }
        }
    }

    private void conditions(String path, JsonNode list) {
        if (list.isEmpty()) {
            flaw(path, list, "at least one value");
        }
        for (JsonNode condition : list) {
            if (condition.isArray()) {
                flaw(path, condition, "a text, a number, true, false, null or an operator");
            } else if (condition.isObject()) {
                operator(path, condition);
            }
        }
    }

    private void operator(String path, JsonNode condition) {
        JsonNode operand = condition.path(EventPattern.operator(condition));
        switch (EventPattern.operator(condition)) {
            case "prefix", "suffix", "equals-ignore-case" -> {
                if (!operand.isTextual()) {
                    flaw(path, condition, "a text behind " + EventPattern.operator(condition));
                }
            }
            case "anything-but" -> anythingBut(path, condition, operand);
            case "exists" -> {
                if (!operand.isBoolean()) {
                    flaw(path, condition, "true or false behind exists");
                }
            }
            case "numeric" -> {
                if (!isComparison(operand)) {
                    flaw(
                            path,
                            condition,
                            "a comparison behind numeric, such as [\"=\",5] or [\">\",0,\"<=\",5]");
                }
            }
            case "" -> flaw(path, condition, "an object with one operator");
            case "wildcard" -> flaw(path, condition, OPERATORS + "; * is prefix or suffix here");
            case "exactly" -> flaw(path, condition, "the text alone, without an operator");
            default -> flaw(path, condition, OPERATORS);
        }
    }

    private void anythingBut(String path, JsonNode condition, JsonNode operand) {
        if (!excludes(operand)) {
            flaw(path, condition, "texts, or numbers, behind anything-but: [\"a\",\"b\"]");
        }
    }

    /** Returns whether Lambda accepts this after {@code anything-but}. */
    static boolean excludes(JsonNode operand) {
        JsonNode first = operand.isArray() ? operand.path(0) : operand;
        boolean uniform = first.isTextual() || first.isNumber();
        for (JsonNode value : operand.isArray() ? operand : List.<JsonNode>of()) {
            uniform &=
                    value.isTextual() == first.isTextual() && value.isNumber() == first.isNumber();
        }
        return uniform;
    }

    private static boolean isComparison(JsonNode operand) {
        if (!operand.isArray() || !operand.path(1).isNumber()) {
            return false;
        }
        String first = operand.get(0).asText();
        if (operand.size() == 2) {
            return first.equals("=") || COMPARISONS.contains(first);
        }
        return operand.size() == 4
                && first.startsWith(">")
                && COMPARISONS.contains(first)
                && operand.get(2).asText().startsWith("<")
                && COMPARISONS.contains(operand.get(2).asText())
                && operand.get(3).isNumber()
                && operand.get(1).decimalValue().compareTo(operand.get(3).decimalValue()) < 0;
    }

    private void flaw(String path, JsonNode found, String allowed) {
        flaws.add(Flaw.of(path.isEmpty() ? "the pattern" : path, found, allowed));
    }
}
