package dev.tablecast.local.stepfunctions.asl.choice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.path.Path;
import java.util.List;

/**
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

    /** As {@code "Condition": true} in JSONata. */
    record Constant(boolean holds) implements ChoiceRule {}

    /** As <code>"Condition": "{% $states.input.paid %}"</code>. */
    record Condition(JsonataExpression expression) implements ChoiceRule {}

    /** As {@code "StringEquals": "x"}. */
    record Compare(Path variable, Comparison comparison, JsonNode operand) implements ChoiceRule {}

    /** As {@code "StringEqualsPath": "$.x"}. */
    record ComparePath(Path variable, Comparison comparison, Path operand) implements ChoiceRule {}

    /** As {@code "IsNull": true}. */
    record Test(Path variable, TypeTest test, boolean expected) implements ChoiceRule {}

    /** As {@code "IsPresent": true}. */
    record Presence(Path variable, boolean expected) implements ChoiceRule {}
}
