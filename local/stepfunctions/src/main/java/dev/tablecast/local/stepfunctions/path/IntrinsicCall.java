package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import java.util.List;

/**
 * A call of an intrinsic function.
 *
 * @param text the call in the definition
 */
record IntrinsicCall(String text, Intrinsic function, List<Expression> arguments)
        implements Expression {
    IntrinsicCall {
        arguments = List.copyOf(arguments);
    }

    @Override
    public JsonNode evaluate(Scope scope) {
        try {
            return function.apply(
                    new Arguments(
                            arguments, arguments.stream().map(a -> a.evaluate(scope)).toList()),
                    scope.random());
        } catch (BadArgumentException e) {
            throw new FailureException(
                    ErrorNames.INTRINSIC_FAILURE,
                    "The function '" + text + "' had the following error: " + e.getMessage());
        }
    }
}
