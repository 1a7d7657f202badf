package dev.tablecast.local.cloud.provision;

import dev.tablecast.local.cloud.calls.AwsCall;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.gateway.api.Integration;
import dev.tablecast.local.cloud.gateway.api.InvalidApiException;
import dev.tablecast.local.cloud.gateway.api.RequestAuthorizer;
import dev.tablecast.local.cloud.gateway.api.Route;
import dev.tablecast.local.cloud.gateway.api.WebSocketApi;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code aws:apigatewayv2/*}: the parts of a WebSocket API, which its stage completes.
 *
 * <p>There is one API with one stage.
 */
public final class WebSocketApis {
    private static final String DEFAULT = "$default";
    private static final String API_ID = "local";

    /**
     * Inputs of authorizers that WebSocket APIs don't have on AWS, or that aren't supported here.
     */
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
    private final int port;
    private final Map<String, Resource> authorizers = new ConcurrentHashMap<>();
    private final Map<String, Resource> integrations = new ConcurrentHashMap<>();
    private final Map<String, Resource> integrationResponses = new ConcurrentHashMap<>();
    private final Map<String, Resource> routes = new ConcurrentHashMap<>();
    private final Map<String, Resource> routeResponses = new ConcurrentHashMap<>();
    private final AtomicReference<Resource> api = new AtomicReference<>();
    private final AtomicReference<Resource> stage = new AtomicReference<>();
    private final AtomicReference<WebSocketApi> complete = new AtomicReference<>();

    /**
     * @param callers records the invocations of routes and authorizers
     * @param port the gateway's port
     */
    public WebSocketApis(Functions functions, Callers callers, int port) {
        this.functions = functions;
        this.callers = callers;
        this.port = port;
    }

    /** Returns the API; empty until the program has made its stage. */
    public Optional<WebSocketApi> complete() {
        return Optional.ofNullable(complete.get());
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
                "executionArn", Arns.arn("execute-api", API_ID), "apiEndpoint", endpoint());
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
            complete.set(
                    new WebSocketApi(
                            API_ID, name, api.get().text("routeSelectionExpression"), described));
            return resource.outputs(
                    "invokeUrl",
                    endpoint() + "/" + name,
                    "executionArn",
                    Arns.arn("execute-api", API_ID + "/" + name));
        } catch (InvalidApiException e) {
            throw new UnsupportedResourceException(
                    "%s \"%s\": %s".formatted(resource.type(), resource.name(), e.getMessage()), e);
        }
    }

    private String endpoint() {
        return "ws://localhost:" + port;
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
     * @param source the ARN of the route or authorizer for which API Gateway invokes the function
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
