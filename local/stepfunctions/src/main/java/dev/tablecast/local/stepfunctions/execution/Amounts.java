package dev.tablecast.local.stepfunctions.execution;

import dev.tablecast.local.stepfunctions.asl.Amount;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.path.PathNotFoundException;
import dev.tablecast.local.stepfunctions.path.Scope;

final class Amounts {
    private Amounts() {}

    /**
     * @throws FailureException {@code States.Runtime}, where the path yields no number in bounds
     */
    static int resolve(Amount amount, Scope scope) {
        return switch (amount) {
            case Amount.Fixed(int value) -> value;
            case Amount.At at -> find(at, scope);
        };
    }

    private static int find(Amount.At at, Scope scope) {
        try {
            var value = at.path().evaluate(scope);
            if (value.isIntegralNumber()
                    && value.canConvertToInt()
                    && value.intValue() >= at.least()
                    && value.intValue() <= at.most()) {
                return value.intValue();
            }
            throw new FailureException(
                    ErrorNames.RUNTIME,
                    "The "
                            + at.field()
                            + " '"
                            + at.path()
                            + "' must reference a whole number from "
                            + at.least()
                            + " to "
                            + at.most()
                            + ", not "
                            + value);
        } catch (PathNotFoundException e) {
            throw new FailureException(ErrorNames.RUNTIME, e.getMessage());
        }
    }
}
