package dev.tablecast.infrastructure.websocket;

import com.pulumi.aws.apigatewayv2.Api;
import com.pulumi.aws.apigatewayv2.Integration;
import com.pulumi.aws.apigatewayv2.IntegrationArgs;
import com.pulumi.aws.apigatewayv2.IntegrationResponse;
import com.pulumi.aws.apigatewayv2.IntegrationResponseArgs;
import com.pulumi.aws.apigatewayv2.Route;
import com.pulumi.aws.apigatewayv2.RouteArgs;
import com.pulumi.aws.apigatewayv2.RouteResponse;
import com.pulumi.aws.apigatewayv2.RouteResponseArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tablecast.infrastructure.function.JavaFunction;
import dev.tablecast.infrastructure.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The routes of the API, each with its integration. */
final class Routes {
    private static final String DEFAULT = "$default";

    /** A selection expression for the constant {@code $default}, which has to be escaped. */
    private static final String SELECT_DEFAULT = "\\$default";

    private static final String PING = "ping";
    private static final String REQUEST = "{\"statusCode\":200}";
    private static final String PONG = "{\"type\":\"pong\"}";

    private final Api api;
    private final Stack stack;
    private final CustomResourceOptions options;

    Routes(Api api, Stack stack, ComponentResource parent) {
        this.api = api;
        this.stack = stack;
        this.options = CustomResourceOptions.builder().parent(parent).build();
    }

    /** The route <code>${name}</code>, answered by a function that only this route may invoke. */
    DeployedRoute lambda(String name, Authorization authorization, JavaFunction function) {
        return lambda(name, "$" + name, authorization, function);
    }

    /**
     * The route of messages with an action, {@code {"action":"subscribe"}}. What the function
     * returns isn't sent to the client, because there is no route response: it posts what it has to
     * say.
     */
    DeployedRoute message(String action, JavaFunction function) {
        return lambda(action, action, Authorization.NONE, function);
    }

    private DeployedRoute lambda(
            String name, String key, Authorization authorization, JavaFunction function) {
        var permission =
                function.permitInvocation(
                        name,
                        "apigateway.amazonaws.com",
                        api.executionArn().applyValue(arn -> arn + "/*/" + key));
        var integration =
                new Integration(
                        stack.logical(name),
                        IntegrationArgs.builder()
                                .apiId(api.id())
                                .integrationType("AWS_PROXY")
                                .integrationMethod("POST")
                                .integrationUri(function.integrationUri())
                                .build(),
                        options);
        var settings = route(key, integration).authorizationType(authorization.type());
        authorization.authorizerId().ifPresent(settings::authorizerId);
        var route = new Route(stack.logical(name), settings.build(), options);
        var parts = new ArrayList<Resource>(List.of(route, permission));
        parts.addAll(authorization.waitFor());
        return new DeployedRoute(
                parts,
                fingerprint(
                        key, integration, authorization.fingerprint(), function.integrationUri()));
    }

    /**
     * Answers a client's {@code {"action":"ping"}} without a function, because a connection on
     * which nothing is said is closed after ten minutes.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html">Set
     *     up a WebSocket API integration response</a>
     */
    DeployedRoute ping() {
        var integration =
                new Integration(
                        stack.logical(PING),
                        IntegrationArgs.builder()
                                .apiId(api.id())
                                .integrationType("MOCK")
                                .templateSelectionExpression(SELECT_DEFAULT)
                                .requestTemplates(Map.of(DEFAULT, REQUEST))
                                .build(),
                        options);
        var answer =
                new IntegrationResponse(
                        stack.logical(PING),
                        IntegrationResponseArgs.builder()
                                .apiId(api.id())
                                .integrationId(integration.id())
                                .integrationResponseKey(DEFAULT)
                                .templateSelectionExpression(SELECT_DEFAULT)
                                .responseTemplates(Map.of(DEFAULT, PONG))
                                .build(),
                        options);
        var route =
                new Route(
                        stack.logical(PING),
                        route(PING, integration)
                                .authorizationType("NONE")
                                .routeResponseSelectionExpression(DEFAULT)
                                .build(),
                        options);
        var passedOn =
                new RouteResponse(
                        stack.logical(PING),
                        RouteResponseArgs.builder()
                                .apiId(api.id())
                                .routeId(route.id())
                                .routeResponseKey(DEFAULT)
                                .build(),
                        options);
        return new DeployedRoute(
                List.of(route, answer, passedOn),
                fingerprint(PING, integration, Output.of(REQUEST), Output.of(PONG)));
    }

    private RouteArgs.Builder route(String key, Integration integration) {
        return RouteArgs.builder()
                .apiId(api.id())
                .routeKey(key)
                .target(integration.id().applyValue(id -> "integrations/" + id));
    }

    private static Output<Map<String, String>> fingerprint(
            String key, Integration integration, Output<String> request, Output<String> answer) {
        return Output.tuple(integration.id(), request, answer)
                .applyValue(known -> Map.of(key, String.join(" ", known.t1, known.t2, known.t3)));
    }
}
