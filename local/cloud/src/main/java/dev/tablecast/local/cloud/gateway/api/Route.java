package dev.tablecast.local.cloud.gateway.api;

import java.util.Optional;

/**
 * A route of a WebSocket API.
 *
 * @param routeKey {@code $connect}, {@code $disconnect}, {@code $default} or a value that the route
 *     selection expression may yield
 * @param hasRouteResponse whether the client gets the integration's response; without effect for
 *     {@code $connect} and {@code $disconnect}
 * @param authorizer the authorizer, which is called first; only {@code $connect} may have one
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html">
 *     Routes</a>
 */
public record Route(
        String routeKey,
        Integration integration,
        boolean hasRouteResponse,
        Optional<RequestAuthorizer> authorizer) {
    public static final String CONNECT = "$connect";
    public static final String DISCONNECT = "$disconnect";
    static final String DEFAULT = "$default";

    public Route {
        if (routeKey.isBlank()) {
            throw new InvalidApiException("Route: routeKey: must not be blank");
        }
        if (routeKey.startsWith("$")
                && !routeKey.equals(CONNECT)
                && !routeKey.equals(DISCONNECT)
                && !routeKey.equals(DEFAULT)) {
            throw new InvalidApiException(
                    "Route %s: routeKey: those that start with $ are $connect, $disconnect, $default"
                            .formatted(routeKey));
        }
        if (authorizer.isPresent() && !routeKey.equals(CONNECT)) {
            throw new InvalidApiException(
                    "Route %s: authorizer: only $connect may have one".formatted(routeKey));
        }
    }

    /** A route without an authorizer. */
    public Route(String routeKey, Integration integration, boolean hasRouteResponse) {
        this(routeKey, integration, hasRouteResponse, Optional.empty());
    }
}
