package dev.tablecast.local.cloud.gateway.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A route selection expression: {@code $request.body.action}, {@code ${request.body.action}}, or a
 * nested field with more dots.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html#apigateway-websocket-api-route-selection-expressions">
 *     Route selection expressions</a>
 */
record RouteSelection(List<String> path) {
    private static final Pattern FIELD =
            Pattern.compile("\\$(\\{)?request\\.body((?:\\.[\\w-]+)+)(})?");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    RouteSelection {
        path = List.copyOf(path);
    }

    static RouteSelection parse(String expression) {
        Matcher field = FIELD.matcher(expression);
        if (!field.matches() || (field.group(1) == null) != (field.group(3) == null)) {
            throw new InvalidApiException(
                    "routeSelectionExpression: found %s, must be $request.body.FIELD, nested with dots"
                            .formatted(expression));
        }
        return new RouteSelection(List.of(field.group(2).substring(1).split("\\.")));
    }

    /** Returns a message's route key; empty if the message isn't JSON or has no such scalar. */
    Optional<String> select(String message) {
        try {
            JsonNode node = JSON.readTree(message);
            for (String field : path) {
                node = node.path(field);
            }
            return node.isValueNode() && !node.isNull()
                    ? Optional.of(node.asText())
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
