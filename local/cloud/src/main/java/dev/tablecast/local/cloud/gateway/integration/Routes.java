package dev.tablecast.local.cloud.gateway.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.cloud.gateway.answer.Answer;
import dev.tablecast.local.cloud.gateway.answer.ErrorBody;
import dev.tablecast.local.cloud.gateway.api.RequestAuthorizer;
import dev.tablecast.local.cloud.gateway.api.Route;
import dev.tablecast.local.cloud.gateway.api.WebSocketApi;
import dev.tablecast.local.cloud.gateway.connection.Connection;
import dev.tablecast.local.cloud.gateway.connection.Ending;
import dev.tablecast.local.cloud.gateway.connection.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.eclipse.jetty.server.Request;

/** The routes of an API: {@code $connect}, the messages' and {@code $disconnect}. */
public final class Routes {
    private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";

    private final WebSocketApi api;
    private final Backend backend;
    private final ProxyEvents events;
    private final Ids ids;

    /**
     * @param executor runs functions
     * @param timeout the longest duration of a function's call
     */
    public Routes(
            WebSocketApi api,
            ExecutorService executor,
            Duration timeout,
            Ids ids,
            InstantSource clock) {
        this.api = api;
        this.backend = new Backend(executor, timeout);
        this.events = new ProxyEvents(api, ids, clock);
        this.ids = ids;
    }

    /** The result of {@code $connect}. */
    public sealed interface Admission {}

    /**
     * The upgrade proceeds.
     *
     * @param subprotocol empty for none
     */
    public record Accepted(String subprotocol) implements Admission {}

    /** The upgrade is refused. */
    public record Refused(Answer answer) implements Admission {}

    /** Calls the authorizer and {@code $connect}; an API without the route accepts every client. */
    public Admission connect(Connection connection, Request request) {
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

    /** Calls a message's route; returns the reply to the client, empty for none. */
    public String message(Connection connection, String body) {
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

    /** Calls {@code $disconnect}; its response has no effect. */
    public void disconnect(Connection connection, Ending ending) {
        api.route(Route.DISCONNECT)
                .ifPresent(route -> backend.call(route, events.disconnect(connection, ending)));
    }
}
