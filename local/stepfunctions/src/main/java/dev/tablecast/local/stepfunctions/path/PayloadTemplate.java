package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.List;

/**
 * JSON in which each field whose name ends in {@code .$} is replaced by what its expression yields.
 *
 * @see <a href="https://states-language.net/spec.html#payload-template">ASL, Payload Template</a>
 */
public sealed interface PayloadTemplate {
    /** JSON without anything to replace in it. */
    record Fixed(JsonNode value) implements PayloadTemplate {}

    record Fields(List<Field> fields) implements PayloadTemplate {
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    record Items(List<PayloadTemplate> items) implements PayloadTemplate {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A value computed from what the state sees. */
    record Computed(String field, Expression expression) implements PayloadTemplate {}

    /** A field under the name it has in the result. */
    record Field(String name, PayloadTemplate value) {}

    /**
     * @throws FailureException {@code States.ParameterPathFailure} where a definite path selects
     *     nothing, {@code States.IntrinsicFailure} where a function fails
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
