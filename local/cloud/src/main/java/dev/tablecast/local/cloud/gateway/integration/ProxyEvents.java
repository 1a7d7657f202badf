package dev.tablecast.local.cloud.gateway.integration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.cloud.gateway.api.Route;
import dev.tablecast.local.cloud.gateway.api.WebSocketApi;
import dev.tablecast.local.cloud.gateway.connection.Connection;
import dev.tablecast.local.cloud.gateway.connection.Ending;
import dev.tablecast.local.cloud.gateway.connection.Handshake;
import dev.tablecast.local.cloud.gateway.connection.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The events of authorizers and of functions with proxy integration. The authorizer's context is in
 * every event of the connection.
 *
 * <p>Differs from AWS: {@code domainName} has the port, so that {@code http://{domainName}/{stage}}
 * is the management API's endpoint; {@code X-Amzn-Trace-Id} is missing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-integrations.html">
 *     Integrations for WebSocket APIs</a>
 * @see dev.tablecast.local.cloud.gateway.api.RequestAuthorizer
 */
final class ProxyEvents {
    private static final DateTimeFormatter REQUEST_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final WebSocketApi api;
    private final Ids ids;
    private final InstantSource clock;

    ProxyEvents(WebSocketApi api, Ids ids, InstantSource clock) {
        this.api = api;
        this.ids = ids;
        this.clock = clock;
    }

    ObjectNode connect(Connection connection, String requestId, Request request) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        headers(connection, request, Set.of(HttpHeader.CONNECTION, HttpHeader.UPGRADE))
                .put(event, "headers", "multiValueHeaders");
        query(request).put(event, "queryStringParameters", "multiValueQueryStringParameters");
        event.set("requestContext", context(connection, Route.CONNECT, "CONNECT", requestId));
        return event.put("isBase64Encoded", false);
    }

    /** Returns an authorizer's event. It has every header, unlike the event of the route. */
    ObjectNode authorizer(
            Connection connection, String requestId, Request request, String methodArn) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("type", "REQUEST").put("methodArn", methodArn);
        headers(connection, request, Set.of()).put(event, "headers", "multiValueHeaders");
        query(request).put(event, "queryStringParameters", "multiValueQueryStringParameters");
        event.putObject("stageVariables");
        event.set("requestContext", context(connection, Route.CONNECT, "CONNECT", requestId));
        return event;
    }

    ObjectNode message(Connection connection, String routeKey, String requestId, String body) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ObjectNode context = context(connection, routeKey, "MESSAGE", requestId);
        event.set("requestContext", context.put("messageId", ids.next()));
        return event.put("body", body).put("isBase64Encoded", false);
    }

    ObjectNode disconnect(Connection connection, Ending ending) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        NameValues headers = new NameValues();
        headers.add("Host", connection.handshake().domainName());
        headers.add("x-api-key", "");
        headers.add("X-Forwarded-For", "");
        headers.add("x-restapi", "");
        headers.put(event, "headers", "multiValueHeaders");
        ObjectNode context = context(connection, Route.DISCONNECT, "DISCONNECT", ids.next());
        context.put("disconnectStatusCode", ending.statusCode());
        context.put("disconnectReason", ending.reason());
        event.set("requestContext", context);
        return event.put("isBase64Encoded", false);
    }

    private static NameValues headers(
            Connection connection, Request request, Set<HttpHeader> without) {
        NameValues headers = new NameValues();
        request.getHeaders().stream()
                .filter(field -> field.getHeader() == null || !without.contains(field.getHeader()))
                .forEach(field -> headers.add(field.getName(), field.getValue()));
        headers.add("X-Forwarded-For", connection.handshake().sourceIp());
        headers.add("X-Forwarded-Port", String.valueOf(Request.getLocalPort(request)));
        headers.add("X-Forwarded-Proto", "http");
        return headers;
    }

    private static NameValues query(Request request) {
        NameValues query = new NameValues();
        Request.extractQueryParameters(request)
                .forEach(field -> field.getValues().forEach(v -> query.add(field.getName(), v)));
        return query;
    }

    private ObjectNode context(
            Connection connection, String routeKey, String eventType, String requestId) {
        Instant now = clock.instant();
        Handshake handshake = connection.handshake();
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.put("routeKey", routeKey)
                .put("eventType", eventType)
                .put("extendedRequestId", requestId)
                .put("requestTime", REQUEST_TIME.format(now))
                .put("messageDirection", "IN")
                .put("stage", api.stage())
                .put("connectedAt", connection.connectedAt().toEpochMilli())
                .put("requestTimeEpoch", now.toEpochMilli());
        connection.authorizer().ifPresent(found -> context.set("authorizer", found.deepCopy()));
        ObjectNode identity = context.putObject("identity");
        if (!handshake.userAgent().isEmpty()) {
            identity.put("userAgent", handshake.userAgent());
        }
        identity.put("sourceIp", handshake.sourceIp());
        return context.put("requestId", requestId)
                .put("domainName", handshake.domainName())
                .put("connectionId", connection.id())
                .put("apiId", api.apiId());
    }
}
