package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.Amount;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.jsonata.ResultType;
import dev.tablecast.local.stepfunctions.path.PathNotFoundException;
import dev.tablecast.local.stepfunctions.path.Scope;
import java.util.Set;

/** Resolves the {@link Amount}s of a definition when a state runs. */
public final class Amounts {
    private static final Set<String> OF_MAPS =
            Set.of("MaxConcurrencyPath", "ToleratedFailureCountPath");

    private Amounts() {}

    /**
     * Returns the number.
     *
     * @param scope the data that a path or expression reads
     * @throws FailureException {@code States.Runtime} if a path, {@code
     *     States.QueryEvaluationError} if an expression yields no whole number in the valid range
     */
    public static int resolve(Amount amount, Scope scope) {
        return switch (amount) {
            case Amount.Fixed(int value) -> value;
            case Amount.At at -> find(at, scope);
            case Amount.Query query -> evaluate(query, scope);
        };
    }

    private static int evaluate(Amount.Query query, Scope scope) {
        var value = query.expression().evaluate(scope, ResultType.NUMBER);
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            int number = value.intValue();
            if (query.least() <= number && number <= query.most()) {
                return number;
            }
        }
        throw query.expression()
                .failure(
                        "must yield a whole number from "
                                + query.least()
                                + " to "
                                + query.most()
                                + ", not "
                                + value);
    }

    private static int find(Amount.At at, Scope scope) {
        JsonNode value;
        try {
            value = at.path().evaluate(scope);
        } catch (PathNotFoundException e) {
            throw new FailureException(ErrorNames.RUNTIME, e.getMessage());
        }
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            int number = value.intValue();
            if (at.least() <= number && number <= at.most()) {
                return number;
            }
        }
        throw new FailureException(ErrorNames.RUNTIME, wrong(at, value));
    }

    /** Returns AWS's own message, which differs from field to field. */
    private static String wrong(Amount.At at, JsonNode value) {
        var field = at.field();
        var found = value.isTextual() ? value.textValue() : Json.write(value);
        if (OF_MAPS.contains(field) && !value.isIntegralNumber()) {
            return "The "
                    + field
                    + " field refers to value \""
                    + found
                    + "\" which is not a valid integer: "
                    + at.path();
        }
        var seen = at.path() + " == " + found;
        if (!value.isIntegralNumber()) {
            return "The " + field + " parameter cannot be parsed as a long value: " + seen;
        }
        return value.decimalValue().signum() < 0
                ? "The " + field + " parameter references a negative value: " + seen
                : "The "
                        + field
                        + " parameter must be from "
                        + at.least()
                        + " to "
                        + at.most()
                        + ": "
                        + seen;
    }
}
