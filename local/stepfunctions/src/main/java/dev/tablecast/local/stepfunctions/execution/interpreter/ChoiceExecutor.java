package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.DataFlow;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.choice.ChoiceRule;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.jsonata.ResultType;
import dev.tablecast.local.stepfunctions.path.Path;
import dev.tablecast.local.stepfunctions.path.PathNotFoundException;
import dev.tablecast.local.stepfunctions.path.Scope;

/**
 * Runs Choice states.
 *
 * @see <a href="https://states-language.net/spec.html#choice-state">ASL, Choice State</a>
 */
final class ChoiceExecutor {
    private ChoiceExecutor() {}

    static Step execute(State.Choice choice, Payload input, Visit visit) {
        var scope = StateExecutor.scope(choice.data(), input, visit, ContextObject.NEVER_RETRIED);
        var found = find(choice, scope);
        return new Step.GoTo(found.next(), StateExecutor.passedOn(found.data(), input, visit));
    }

    /**
     * The transition to follow.
     *
     * @param data the data processing of the rule that matches, or of the state if none does
     */
    private record Found(String next, DataFlow data) {}

    private static Found find(State.Choice choice, Scope scope) {
        for (var alternative : choice.alternatives()) {
            if (holds(alternative.rule(), scope)) {
                return new Found(alternative.next(), alternative.data());
            }
        }
        if (choice.defaultState() != null) {
            return new Found(choice.defaultState(), choice.data());
        }
        throw new FailureException(
                ErrorNames.NO_CHOICE_MATCHED,
                "Failed to transition out of the state. The state does not point to a next state.");
    }

    private static boolean holds(ChoiceRule rule, Scope scope) {
        return switch (rule) {
            case ChoiceRule.And and -> and.rules().stream().allMatch(r -> holds(r, scope));
            case ChoiceRule.Or or -> or.rules().stream().anyMatch(r -> holds(r, scope));
            case ChoiceRule.Not not -> !holds(not.rule(), scope);
            case ChoiceRule.Constant(boolean holds) -> holds;
            case ChoiceRule.Condition(JsonataExpression expression) ->
                    expression.evaluate(scope, ResultType.BOOLEAN).booleanValue();
            case ChoiceRule.Compare compare ->
                    compare.comparison().holds(value(compare.variable(), scope), compare.operand());
            case ChoiceRule.ComparePath compare ->
                    compare.comparison()
                            .holds(
                                    value(compare.variable(), scope),
                                    value(compare.operand(), scope));
            case ChoiceRule.Test test ->
                    test.test().holds(value(test.variable(), scope)) == test.expected();
            case ChoiceRule.Presence presence ->
                    presence.variable().find(scope).isPresent() == presence.expected();
        };
    }

    private static JsonNode value(Path path, Scope scope) {
        try {
            return path.evaluate(scope);
        } catch (PathNotFoundException e) {
            throw new FailureException(
                    ErrorNames.RUNTIME,
                    "Invalid path '"
                            + path
                            + "': The choice state's condition path references an invalid value.");
        }
    }
}
