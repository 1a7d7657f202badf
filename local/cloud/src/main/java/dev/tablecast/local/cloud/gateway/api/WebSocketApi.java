package dev.tablecast.local.cloud.gateway.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A WebSocket API with its only stage, as {@code aws_apigatewayv2_*} resources describe it.
 *
 * @param stage letters, digits, {@code -} and {@code _}
 * @param routeSelectionExpression {@code $request.body.FIELD}, nested fields with dots
 * @param routes at most one for each route key
 * @throws InvalidApiException if the gateway can't serve it
 */
public record WebSocketApi(
        String apiId, String stage, String routeSelectionExpression, List<Route> routes) {
    private static final Pattern STAGE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    public WebSocketApi {
        routes = List.copyOf(routes);
        RouteSelection.parse(routeSelectionExpression);
        if (!STAGE.matcher(stage).matches()) {
            throw new InvalidApiException(
                    "WebSocket API %s: stage: found %s, may have letters, digits, - and _"
                            .formatted(apiId, stage));
        }
        Map<String, Route> seen = new HashMap<>();
        for (Route route : routes) {
            if (seen.put(route.routeKey(), route) != null) {
                throw new InvalidApiException(
                        "WebSocket API %s: route %s: found twice, allowed once"
                                .formatted(apiId, route.routeKey()));
            }
        }
    }

    /** Finds a route by its key. */
    public Optional<Route> route(String routeKey) {
        return routes.stream().filter(route -> route.routeKey().equals(routeKey)).findFirst();
    }

    /**
     * Returns the route of a message. A message can't select {@code $connect} or {@code
     * $disconnect}: it is routed like one that matches no route.
     */
    public Optional<Route> routeOf(String message) {
        return RouteSelection.parse(routeSelectionExpression)
                .select(message)
                .filter(key -> !key.startsWith("$"))
                .flatMap(this::route)
                .or(() -> route(Route.DEFAULT));
    }
}
