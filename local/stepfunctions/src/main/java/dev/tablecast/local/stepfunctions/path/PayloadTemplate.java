package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.List;

/**
 * A payload template: JSON in which each field whose name ends in {@code .$} is replaced by the
 * value of its expression. In JSONata states, each string that contains an expression is replaced.
 *
 * @see <a href="https://states-language.net/spec.html#payload-template">ASL, Payload Template</a>
 */
public sealed interface PayloadTemplate {
    /** JSON without expressions. */
    record Fixed(JsonNode value) implements PayloadTemplate {}

    /** An object with expressions. */
    record Fields(List<Field> fields) implements PayloadTemplate {
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    /** An array with expressions. */
    record Items(List<PayloadTemplate> items) implements PayloadTemplate {
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * The value of an expression.
     *
     * @param field the name of the field that contains the expression, for error messages
     */
    record Computed(String field, Expression expression) implements PayloadTemplate {}

    /**
     * A field of an object.
     *
     * @param name the name in the result, without {@code .$}
     */
    record Field(String name, PayloadTemplate value) {}

    /**
     * Returns the template with the values of its expressions.
     *
     * @throws FailureException {@code States.ParameterPathFailure} if a definite path selects
     *     nothing, {@code States.IntrinsicFailure} if a function fails, {@code
     *     States.QueryEvaluationError} if a JSONata expression fails
     */
    default JsonNode evaluate(Scope scope) {
        return switch (this) {
            case Fixed(JsonNode value) -> value;
            case Computed computed -> compute(computed, scope);
            case Items(List<PayloadTemplate> items) -> {
                var array = Json.mapper().createArrayNode();
                items.forEach(item -> array.add(item.evaluate(scope)));
                yield array;
            }
            case Fields(List<Field> fields) -> {
                var object = Json.object();
                fields.forEach(field -> object.set(field.name(), field.value().evaluate(scope)));
                yield object;
            }
        };
    }

    private static JsonNode compute(Computed computed, Scope scope) {
        try {
            return computed.expression().evaluate(scope);
        } catch (PathNotFoundException e) {
            throw new FailureException(
                    ErrorNames.PARAMETER_PATH_FAILURE, e.notFound(computed.field(), scope.data()));
        }
    }
}
