package dev.tablecast.local.stepfunctions.execution.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.Items;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.failure.QueryEvaluationException;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.jsonata.ResultType;
import dev.tablecast.local.stepfunctions.path.Filter;
import dev.tablecast.local.stepfunctions.path.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the items of a Map in the state's data.
 *
 * @see <a href="https://states-language.net/spec.html#map-state">ASL, Map State</a>
 */
public final class MapSource {
    private MapSource() {}

    /**
     * Returns the items.
     *
     * @param input the input of the state
     * @param scope the data that paths and expressions read
     * @throws FailureException {@code States.Runtime} or {@code States.QueryEvaluationError} if the
     *     items are not an array; a JSONata state may iterate over an object too
     */
    public static List<MapItem> items(Items items, Payload input, Scope scope) {
        return switch (items) {
            case Items.At(Filter path) -> {
                var found = path.apply(scope);
                if (!found.isArray()) {
                    throw new FailureException(
                            ErrorNames.RUNTIME,
                            "Reference path \""
                                    + path.path()
                                    + "\" must point to array, not "
                                    + shortened(found));
                }
                yield of(found);
            }
            case Items.Input whole -> {
                if (!input.json().isArray()) {
                    throw new QueryEvaluationException(
                            null, "Map state input must be an array but was: " + input.text());
                }
                yield of(input.json());
            }
            case Items.Query(var expression) ->
                    of(expression.evaluate(scope, ResultType.ARRAY_OR_OBJECT));
            case Items.Written(var template) -> of(template.evaluate(scope));
        };
    }

    private static List<MapItem> of(JsonNode json) {
        var items = new ArrayList<MapItem>(json.size());
        switch (json) {
            case ArrayNode array ->
                    array.forEach(
                            value ->
                                    items.add(
                                            new MapItem(
                                                    items.size(),
                                                    value,
                                                    null,
                                                    MapItem.STATE_DATA)));
            case ObjectNode object ->
                    object.properties()
                            .forEach(
                                    field ->
                                            items.add(
                                                    new MapItem(
                                                            items.size(),
                                                            field.getValue(),
                                                            field.getKey(),
                                                            MapItem.STATE_DATA)));
            default -> throw new IllegalStateException("No items: " + json.getNodeType());
        }
        return items;
    }

    private static String shortened(JsonNode found) {
        var text = Json.write(found);
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }
}
