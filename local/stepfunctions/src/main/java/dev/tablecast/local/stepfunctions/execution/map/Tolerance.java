package dev.tablecast.local.stepfunctions.execution.map;

import dev.tablecast.local.stepfunctions.asl.DistributedMap;
import dev.tablecast.local.stepfunctions.asl.DistributedMap.Percentage;
import dev.tablecast.local.stepfunctions.execution.Amounts;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.jsonata.ResultType;
import dev.tablecast.local.stepfunctions.path.Path;
import dev.tablecast.local.stepfunctions.path.PathNotFoundException;
import dev.tablecast.local.stepfunctions.path.Scope;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The failure threshold of a distributed Map. If neither limit is set, a single failed item exceeds
 * it.
 *
 * @param count the maximum number of failed items; null if unset
 * @param percentage the maximum percentage of failed items, from 0 to 100; null if unset
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html#maprun-fail-threshold">Failure
 *     threshold</a>
 */
public record Tolerance(@Nullable Integer count, @Nullable BigDecimal percentage) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * Returns the threshold of a Map.
     *
     * @throws FailureException {@code States.Runtime} if a path, {@code
     *     States.QueryEvaluationError} if an expression yields no valid number
     */
    public static Tolerance of(DistributedMap map, Scope scope) {
        return new Tolerance(
                map.toleratedCount() == null
                        ? null
                        : Integer.valueOf(Amounts.resolve(map.toleratedCount(), scope)),
                switch (map.toleratedPercentage()) {
                    case null -> null;
                    case Percentage.Fixed(BigDecimal value) -> value;
                    case Percentage.At(String field, Path path) -> find(field, path, scope);
                    case Percentage.Query(JsonataExpression expression) ->
                            evaluate(expression, scope);
                });
    }

    private static BigDecimal evaluate(JsonataExpression expression, Scope scope) {
        var number = expression.evaluate(scope, ResultType.NUMBER).decimalValue();
        if (!Percentage.contains(number)) {
            throw expression.failure("must yield a number from 0 to 100, not " + number);
        }
        return number;
    }

    private static BigDecimal find(String field, Path path, Scope scope) {
        try {
            var value = path.evaluate(scope);
            if (!value.isNumber()) {
                throw runtime(
                        "The "
                                + field
                                + " field refers to value \""
                                + (value.isTextual() ? value.textValue() : Json.write(value))
                                + "\" which is not a valid float: "
                                + path);
            }
            var number = value.decimalValue();
            if (!Percentage.contains(number)) {
                throw runtime(field + " must have a value between 0 and 100, not " + number);
            }
            return number;
        } catch (PathNotFoundException e) {
            throw runtime(e.getMessage());
        }
    }

    private static FailureException runtime(@Nullable String cause) {
        return new FailureException(ErrorNames.RUNTIME, String.valueOf(cause));
    }

    /**
     * Returns whether the failed items exceed the threshold.
     *
     * @param failed the number of failed items
     * @param total the number of all items
     */
    public boolean isExceeded(int failed, int total) {
        if (failed == 0) {
            return false;
        }
        if (count == null && percentage == null) {
            return true;
        }
        return count != null && failed > count
                || percentage != null
                        && BigDecimal.valueOf(failed)
                                        .multiply(HUNDRED)
                                        .compareTo(percentage.multiply(BigDecimal.valueOf(total)))
                                > 0;
    }
}
