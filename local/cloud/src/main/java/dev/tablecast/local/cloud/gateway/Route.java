package dev.tablecast.local.cloud.gateway;

import java.util.Optional;

/**
 * A route of a WebSocket API.
 *
 * @param routeKey {@code $connect}, {@code $disconnect}, {@code $default} or a value that the route
 *     selection expression may yield
 * @param hasRouteResponse whether what the integration answers is sent to the client; without
 *     effect for {@code $connect} and {@code $disconnect}
 * @param authorizer who is asked first; for {@code $connect} alone
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html">
 *     Routes</a>
 */
public record Route(
        String routeKey,
        Integration integration,
        boolean hasRouteResponse,
        Optional<RequestAuthorizer> authorizer) {
    static final String CONNECT = "$connect";
    static final String DISCONNECT = "$disconnect";
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

    /** A route that anyone may use. */
    public Route(String routeKey, Integration integration, boolean hasRouteResponse) {
        this(routeKey, integration, hasRouteResponse, Optional.empty());
    }
}
