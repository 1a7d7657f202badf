package dev.tablecast.local.stepfunctions.asl.choice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.path.Path;
import java.util.List;

/**
 * A rule of a Choice state, or a rule nested in one.
 *
 * @see <a href="https://states-language.net/spec.html#choice-state">ASL, Choice State</a>
 */
public sealed interface ChoiceRule {
    record And(List<ChoiceRule> rules) implements ChoiceRule {
        public And {
            rules = List.copyOf(rules);
        }
    }

    record Or(List<ChoiceRule> rules) implements ChoiceRule {
        public Or {
            rules = List.copyOf(rules);
        }
    }

    record Not(ChoiceRule rule) implements ChoiceRule {}

    /** A constant condition of a JSONata state: {@code "Condition": true}. */
    record Constant(boolean holds) implements ChoiceRule {}

    /** A JSONata condition: <code>"Condition": "{% $states.input.paid %}"</code>. */
    record Condition(JsonataExpression expression) implements ChoiceRule {}

    /** A comparison with a constant: {@code "StringEquals": "x"}. */
    record Compare(Path variable, Comparison comparison, JsonNode operand) implements ChoiceRule {}

    /** A comparison with another value: {@code "StringEqualsPath": "$.x"}. */
    record ComparePath(Path variable, Comparison comparison, Path operand) implements ChoiceRule {}

    /** A test of the type of a value: {@code "IsNull": true}. */
    record Test(Path variable, TypeTest test, boolean expected) implements ChoiceRule {}

    /** A test for the presence of a value: {@code "IsPresent": true}. */
    record Presence(Path variable, boolean expected) implements ChoiceRule {}
}
