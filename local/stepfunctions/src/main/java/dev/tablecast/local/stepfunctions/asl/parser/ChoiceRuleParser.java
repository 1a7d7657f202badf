package dev.tablecast.local.stepfunctions.asl.parser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.choice.ChoiceRule;
import dev.tablecast.local.stepfunctions.asl.choice.Comparison;
import dev.tablecast.local.stepfunctions.asl.choice.TypeTest;
import dev.tablecast.local.stepfunctions.path.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parses the rules of JSONPath Choice states, including nested rules.
 *
 * @see <a href="https://states-language.net/spec.html#choice-state">ASL, Choice State</a>
 */
final class ChoiceRuleParser {
    private static final Set<String> NO_OPERATORS =
            Set.of("Variable", "Next", "Comment", "Assign", "Output");

    private ChoiceRuleParser() {}

    /** Parses a rule. Returns null if it is invalid, after reporting its problems. */
    static @Nullable ChoiceRule parse(Fields fields) {
        fields.ignore("Comment");
        if (fields.has("Condition")) {
            QueryLanguage.JSON_PATH.refuse(fields, List.of("Condition"));
            return null;
        }
        var operators =
                fields.json().properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(name -> !NO_OPERATORS.contains(name))
                        .toList();
        if (operators.size() != 1) {
            fields.problem(
                    "a choice rule needs exactly one operator, not "
                            + operators.size()
                            + (operators.isEmpty() ? "" : ": " + String.join(", ", operators)));
            return null;
        }
        var operator = operators.getFirst();
        var rule =
                switch (operator) {
                    case "And" -> combined(fields, operator, ChoiceRule.And::new);
                    case "Or" -> combined(fields, operator, ChoiceRule.Or::new);
                    case "Not" -> not(fields);
                    default -> comparison(fields, operator);
                };
        fields.nothingElse("a choice rule with " + operator);
        return rule;
    }

    private static @Nullable ChoiceRule combined(
            Fields fields, String operator, Function<List<ChoiceRule>, ChoiceRule> combine) {
        var rules = new ArrayList<@Nullable ChoiceRule>();
        for (var nested : fields.objects(operator)) {
            rules.add(nested(nested));
        }
        if (rules.isEmpty()) {
            fields.problem(operator, "must be an array of at least one rule");
            return null;
        }
        return rules.stream().anyMatch(Objects::isNull)
                ? null
                : combine.apply(rules.stream().map(Objects::requireNonNull).toList());
    }

    private static @Nullable ChoiceRule not(Fields fields) {
        var nested = fields.object("Not");
        var rule = nested == null ? null : nested(nested);
        return rule == null ? null : new ChoiceRule.Not(rule);
    }

    private static @Nullable ChoiceRule nested(Fields fields) {
        if (fields.has("Next")) {
            fields.refuse("Next", "is allowed in the outermost rule only");
        }
        fields.refuse("Assign", "is allowed in the outermost rule only");
        return parse(fields);
    }

    private static @Nullable ChoiceRule comparison(Fields fields, String operator) {
        fields.requiredText("Variable");
        var variable = fields.parsed("Variable", Path::parse);
        var operand = fields.take(operator);
        if (variable == null || operand == null) {
            return null;
        }
        var test = TypeTest.named(operator);
        if (test.isPresent() || operator.equals("IsPresent")) {
            if (!operand.isBoolean()) {
                fields.problem(operator, "must be true or false, not " + operand);
            }
            boolean expected = operand.asBoolean();
            return test.isPresent()
                    ? new ChoiceRule.Test(variable, test.get(), expected)
                    : new ChoiceRule.Presence(variable, expected);
        }
        var withPath = Comparison.namedWithPath(operator);
        if (withPath.isPresent()) {
            var path = fields.parsed(operator, Path::parse);
            return path == null ? null : new ChoiceRule.ComparePath(variable, withPath.get(), path);
        }
        return constant(fields, operator, variable, operand);
    }

    private static @Nullable ChoiceRule constant(
            Fields fields, String operator, Path variable, JsonNode operand) {
        var comparison = Comparison.named(operator);
        if (comparison.isEmpty()) {
            fields.problem(
                    operator,
                    "\""
                            + operator
                            + "\" is not an operator of a choice rule; there are: "
                            + String.join(", ", operators()));
            return null;
        }
        if (!comparison.get().takes(operand)) {
            fields.problem(operator, "must be " + comparison.get().allowed() + ", not " + operand);
        }
        return new ChoiceRule.Compare(variable, comparison.get(), operand);
    }

    private static List<String> operators() {
        var all = new ArrayList<>(List.of("And", "Or", "Not", "IsPresent"));
        TypeTest.fields().forEach(all::add);
        Comparison.fields().forEach(all::add);
        return all;
    }
}
