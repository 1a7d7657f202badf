package dev.tablecast.local.cloud.provision;

import dev.tablecast.local.cloud.gateway.Integration;
import dev.tablecast.local.cloud.gateway.InvalidApiException;
import dev.tablecast.local.cloud.gateway.Route;
import dev.tablecast.local.cloud.gateway.WebSocketApi;
import dev.tablecast.local.cloud.gateway.WebSocketGateway;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * {@code aws:apigatewayv2/*}: collects the API's parts; its stage starts the gateway with them.
 *
 * <p>There is one API and one stage.
 */
public final class WebSocketApis {
    private static final String DEFAULT = "$default";
    private static final String API_ID = "local";

    private final Functions functions;
    private final Function<WebSocketApi, WebSocketGateway> start;
    private final Map<String, Resource> integrations = new ConcurrentHashMap<>();
    private final Map<String, Resource> integrationResponses = new ConcurrentHashMap<>();
    private final Map<String, Resource> routes = new ConcurrentHashMap<>();
    private final Map<String, Resource> routeResponses = new ConcurrentHashMap<>();
    private final AtomicReference<Resource> api = new AtomicReference<>();
    private final AtomicReference<Resource> stage = new AtomicReference<>();

    /**
     * @param start starts the gateway for an API
     */
    public WebSocketApis(Functions functions, Function<WebSocketApi, WebSocketGateway> start) {
        this.functions = functions;
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
        return resource.outputs("executionArn", Arns.arn("execute-api", API_ID));
    }

    Map<String, Object> integration(Resource resource) {
        integrations.put(resource.name(), resource);
        return resource.outputs();
    }

    Map<String, Object> integrationResponse(Resource resource) {
        integrationResponses.put(resource.text("integrationId"), resource);
        return resource.outputs();
    }

    Map<String, Object> route(Resource resource) {
        String authorization = resource.optionalText("authorizationType").orElse("NONE");
        if (!authorization.equals("NONE")) {
            throw resource.unsupported("authorizationType", authorization, "NONE");
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
        List<Route> described = routes.values().stream().map(this::described).toList();
        try {
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

    private Route described(Resource route) {
        String target = route.text("target");
        Resource integration = integrations.get(target.replaceFirst("^integrations/", ""));
        if (integration == null) {
            throw route.unsupported("target", target, "integrations/ and " + integrations.keySet());
        }
        return new Route(
                route.text("routeKey"),
                backend(integration),
                routeResponses.containsKey(route.name()));
    }

    private Integration backend(Resource integration) {
        String type = integration.text("integrationType");
        return switch (type) {
            case "AWS_PROXY" -> lambda(integration);
            case "MOCK" -> mock(integration);
            default -> throw integration.unsupported("integrationType", type, "AWS_PROXY and MOCK");
        };
    }

    private Integration lambda(Resource integration) {
        String uri = integration.text("integrationUri");
        return functions
                .findByInvocation(uri)
                .map(Integration.LambdaProxy::new)
                .orElseThrow(
                        () -> integration.unsupported("integrationUri", uri, "its own functions"));
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
