package dev.tablecast.local.cloud.provision;

import dev.tablecast.local.cloud.calls.AwsCall;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.gateway.Integration;
import dev.tablecast.local.cloud.gateway.InvalidApiException;
import dev.tablecast.local.cloud.gateway.RequestAuthorizer;
import dev.tablecast.local.cloud.gateway.Route;
import dev.tablecast.local.cloud.gateway.WebSocketApi;
import dev.tablecast.local.cloud.gateway.WebSocketGateway;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * {@code aws:apigatewayv2/*}: collects the API's parts; its stage starts the gateway with them.
 *
 * <p>There is one API and one stage.
 */
public final class WebSocketApis {
    private static final String DEFAULT = "$default";
    private static final String API_ID = "local";

    /** What an authorizer of a WebSocket API doesn't have on AWS, or isn't asked for here. */
    private static final List<String> NOT_OF_AUTHORIZERS =
            List.of(
                    "authorizerCredentialsArn",
                    "authorizerPayloadFormatVersion",
                    "authorizerResultTtlInSeconds",
                    "enableSimpleResponses",
                    "identitySources",
                    "jwtConfiguration");

    private static final String SERVICE = "apigateway.amazonaws.com";

    private final Functions functions;
    private final Callers callers;
    private final IntSupplier port;
    private final Function<WebSocketApi, WebSocketGateway> start;
    private final Map<String, Resource> authorizers = new ConcurrentHashMap<>();
    private final Map<String, Resource> integrations = new ConcurrentHashMap<>();
    private final Map<String, Resource> integrationResponses = new ConcurrentHashMap<>();
    private final Map<String, Resource> routes = new ConcurrentHashMap<>();
    private final Map<String, Resource> routeResponses = new ConcurrentHashMap<>();
    private final AtomicReference<Resource> api = new AtomicReference<>();
    private final AtomicReference<Resource> stage = new AtomicReference<>();

    /**
     * @param callers are told when a route or an authorizer invokes its function
     * @param port the port at which the gateway will be
     * @param start starts the gateway for an API
     */
    public WebSocketApis(
            Functions functions,
            Callers callers,
            IntSupplier port,
            Function<WebSocketApi, WebSocketGateway> start) {
        this.functions = functions;
        this.callers = callers;
        this.port = port;
        this.start = start;
    }

    Map<String, Object> api(Resource resource) {
        if (!resource.text("protocolType").equals("WEBSOCKET")) {
            throw resource.unsupported("protocolType", resource.text("protocolType"), "WEBSOCKET");
        }
        if (!api.compareAndSet(null, resource)) {
            throw new UnsupportedResourceException(
                    "%s \"%s\": the local cloud has one WebSocket API, and that is \"%s\""
                            .formatted(resource.type(), resource.name(), api.get().name()));
        }
        return resource.outputs(
                "executionArn",
                Arns.arn("execute-api", API_ID),
                "apiEndpoint",
                "ws://localhost:" + port.getAsInt());
    }

    Map<String, Object> integration(Resource resource) {
        integrations.put(resource.name(), resource);
        return resource.outputs();
    }

    Map<String, Object> integrationResponse(Resource resource) {
        integrationResponses.put(resource.text("integrationId"), resource);
        return resource.outputs();
    }

    Map<String, Object> authorizer(Resource resource) {
        String type = resource.text("authorizerType");
        if (!type.equals("REQUEST")) {
            throw resource.unsupported("authorizerType", type, "REQUEST");
        }
        for (String input : NOT_OF_AUTHORIZERS) {
            if (resource.inputs().containsKey(input)) {
                throw resource.unsupported(input, "set", "authorizers without");
            }
        }
        authorizers.put(resource.name(), resource);
        return resource.outputs();
    }

    Map<String, Object> route(Resource resource) {
        String authorization = authorization(resource);
        if (!List.of("NONE", "CUSTOM").contains(authorization)) {
            throw resource.unsupported("authorizationType", authorization, "NONE and CUSTOM");
        }
        routes.put(resource.name(), resource);
        return resource.outputs();
    }

    Map<String, Object> routeResponse(Resource resource) {
        routeResponses.put(resource.text("routeId"), resource);
        return resource.outputs();
    }

    Map<String, Object> stage(Resource resource) {
        if (!stage.compareAndSet(null, resource)) {
            throw new UnsupportedResourceException(
                    "%s \"%s\": the local cloud has one stage, and that is \"%s\""
                            .formatted(resource.type(), resource.name(), stage.get().name()));
        }
        String name = resource.text("name");
        try {
            List<Route> described =
                    routes.values().stream().map(route -> described(route, name)).toList();
            WebSocketGateway gateway =
                    start.apply(
                            new WebSocketApi(
                                    API_ID,
                                    name,
                                    api.get().text("routeSelectionExpression"),
                                    described));
            return resource.outputs(
                    "invokeUrl",
                    gateway.webSocketUri().toString(),
                    "executionArn",
                    Arns.arn("execute-api", API_ID + "/" + name));
        } catch (InvalidApiException e) {
            throw new UnsupportedResourceException(
                    "%s \"%s\": %s".formatted(resource.type(), resource.name(), e.getMessage()), e);
        }
    }

    private Route described(Resource route, String stage) {
        String target = route.text("target");
        Resource integration = integrations.get(target.replaceFirst("^integrations/", ""));
        if (integration == null) {
            throw route.unsupported("target", target, "integrations/ and " + integrations.keySet());
        }
        return new Route(
                route.text("routeKey"),
                backend(integration, method(route, stage)),
                routeResponses.containsKey(route.name()),
                authorization(route).equals("CUSTOM")
                        ? Optional.of(authorizer(route, stage))
                        : Optional.empty());
    }

    private static String authorization(Resource route) {
        return route.optionalText("authorizationType").orElse("NONE");
    }

    private RequestAuthorizer authorizer(Resource route, String stage) {
        String id = route.text("authorizerId");
        Resource authorizer = authorizers.get(id);
        if (authorizer == null) {
            throw route.unsupported("authorizerId", id, authorizers.keySet().toString());
        }
        return new RequestAuthorizer(
                function(
                        authorizer,
                        "authorizerUri",
                        Arns.arn("execute-api", API_ID + "/authorizers/" + id)),
                method(route, stage));
    }

    private static String method(Resource route, String stage) {
        return Arns.arn("execute-api", "%s/%s/%s".formatted(API_ID, stage, route.text("routeKey")));
    }

    private Integration backend(Resource integration, String method) {
        String type = integration.text("integrationType");
        return switch (type) {
            case "AWS_PROXY" ->
                    new Integration.LambdaProxy(function(integration, "integrationUri", method));
            case "MOCK" -> mock(integration);
            default -> throw integration.unsupported("integrationType", type, "AWS_PROXY and MOCK");
        };
    }

    /**
     * @param source on whose behalf API Gateway invokes it
     */
    private LambdaFunction function(Resource resource, String input, String source) {
        String uri = resource.text(input);
        LambdaFunction function =
                functions
                        .findByInvocation(uri)
                        .orElseThrow(() -> resource.unsupported(input, uri, "its own functions"));
        var call = new AwsCall(SERVICE, "lambda:InvokeFunction", Arns.invokedFunction(uri), source);
        return event -> {
            callers.called(call);
            return function.invoke(event);
        };
    }

    private Integration mock(Resource integration) {
        String request = integration.textMap("requestTemplates").getOrDefault(DEFAULT, "");
        Resource response = integrationResponses.get(integration.name());
        String template =
                response == null
                        ? ""
                        : response.textMap("responseTemplates").getOrDefault(DEFAULT, "");
        return new Integration.Mock(request, template);
    }
}
