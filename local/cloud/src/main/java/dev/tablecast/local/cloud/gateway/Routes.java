package dev.tablecast.local.cloud.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** Asks the routes of the API: {@code $connect}, those of messages, {@code $disconnect}. */
final class Routes {
    private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";

    private final WebSocketApi api;
    private final Backend backend;
    private final ProxyEvents events;
    private final Ids ids;

    Routes(WebSocketApi api, Backend backend, ProxyEvents events, Ids ids) {
        this.api = api;
        this.backend = backend;
        this.events = events;
        this.ids = ids;
    }

    sealed interface Admission {}

    /** The upgrade goes on; an empty sub-protocol is none. */
    record Accepted(String subprotocol) implements Admission {}

    record Refused(Answer answer) implements Admission {}

    /** An API without {@code $connect} accepts everyone. */
    Admission connect(Connection connection, Request request) {
        Optional<Route> route = api.route(Route.CONNECT);
        if (route.isEmpty()) {
            return new Accepted("");
        }
        String requestId = ids.next();
        Optional<RequestAuthorizer> authorizer = route.get().authorizer();
        if (authorizer.isEmpty()) {
            return integrate(route.get(), connection, requestId, request);
        }
        ObjectNode question =
                events.authorizer(connection, requestId, request, authorizer.get().methodArn());
        return switch (backend.ask(authorizer.get(), question)) {
            case AuthorizerAnswer.Allowed allowed -> {
                connection.authorizedAs(allowed.context());
                yield integrate(route.get(), connection, requestId, request);
            }
            case AuthorizerAnswer.Unauthorized none -> refused(401, connection, requestId);
            case AuthorizerAnswer.Denied denied -> refused(403, connection, requestId);
            case AuthorizerAnswer.Failed failed -> refused(500, connection, requestId);
        };
    }

    private Admission integrate(
            Route route, Connection connection, String requestId, Request request) {
        Optional<ProxyResponse> response =
                backend.call(route, events.connect(connection, requestId, request));
        if (response.isEmpty()) {
            return refused(502, connection, requestId);
        }
        if (!response.get().isSuccess()) {
            return refused(response.get().statusCode(), connection, requestId);
        }
        return new Accepted(response.get().header(SUBPROTOCOL).orElse(""));
    }

    private static Refused refused(int status, Connection connection, String requestId) {
        return new Refused(Answer.refusal(status, connection.id(), requestId));
    }

    /** What is to be said to the client; empty for nothing. */
    String message(Connection connection, String body) {
        String requestId = ids.next();
        Optional<Route> route = api.routeOf(body);
        if (route.isEmpty()) {
            return ErrorBody.of(ErrorBody.FORBIDDEN, connection.id(), requestId);
        }
        ObjectNode event = events.message(connection, route.get().routeKey(), requestId, body);
        Optional<ProxyResponse> response = backend.call(route.get(), event);
        if (response.isEmpty()) {
            return ErrorBody.of(ErrorBody.INTERNAL, connection.id(), requestId);
        }
        return route.get().hasRouteResponse() ? response.get().body() : "";
    }

    /** Best effort: what the function answers changes nothing. */
    void disconnect(Connection connection, Ending ending) {
        api.route(Route.DISCONNECT)
                .ifPresent(route -> backend.call(route, events.disconnect(connection, ending)));
    }
}
