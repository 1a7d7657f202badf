package dev.tablecast.infrastructure;

import com.pulumi.aws.apigatewayv2.Api;
import com.pulumi.aws.apigatewayv2.ApiArgs;
import com.pulumi.aws.apigatewayv2.Deployment;
import com.pulumi.aws.apigatewayv2.DeploymentArgs;
import com.pulumi.aws.apigatewayv2.Stage;
import com.pulumi.aws.apigatewayv2.StageArgs;
import com.pulumi.aws.apigatewayv2.inputs.StageDefaultRouteSettingsArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.tablecast.infrastructure.configuration.Auth;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The WebSocket API that browsers connect to. */
final class WebSocketApi extends ComponentResource {
    private static final String NAME = "websocket";

    /**
     * Requests a second and route. As many as an account may open connections; far from the 10,000
     * requests that it has in all, so that no client can take them from the posts.
     */
    private static final int REQUESTS_PER_SECOND = 500;

    private final Stage stage;

    WebSocketApi(Auth auth, ConnectionFunctions functions, Path jar, StackName stack) {
        super("tablecast:infrastructure:WebSocketApi", NAME);
        var api =
                new Api(
                        NAME,
                        ApiArgs.builder()
                                .protocolType("WEBSOCKET")
                                .routeSelectionExpression("$request.body.action")
                                .tags(stack.tags())
                                .build(),
                        CustomResourceOptions.builder().parent(this).build());
        var routes = new Routes(api, this);
        stage =
                stage(
                        api,
                        deployment(
                                api,
                                List.of(
                                        routes.lambda(
                                                "connect",
                                                authorization(auth, api, jar, stack),
                                                functions.connect()),
                                        routes.lambda(
                                                "disconnect",
                                                Authorization.NONE,
                                                functions.disconnect()),
                                        routes.ping())),
                        stack);
        registerOutputs(Map.of("url", stage.invokeUrl()));
    }

    /** {@code wss://…/live}, for clients. */
    Output<String> url() {
        return stage.invokeUrl();
    }

    /** {@code https://…/live}, where the stage's connections are managed. */
    Output<String> connectionsEndpoint() {
        return stage.invokeUrl().applyValue(url -> url.replaceFirst("^ws", "http"));
    }

    /** The ARN that the stage's routes and connections begin with. */
    Output<String> executionArn() {
        return stage.executionArn();
    }

    private Authorization authorization(Auth auth, Api api, Path jar, StackName stack) {
        return auth instanceof Auth.Jwt jwt
                ? new JwtAuthorizer(jwt, api, jar, stack, this).authorization()
                : new Authorization(auth.authorizationType());
    }

    /** A snapshot of the routes, made anew when any of them changes. */
    private Deployment deployment(Api api, List<DeployedRoute> routes) {
        var triggers =
                Output.all(routes.stream().map(DeployedRoute::fingerprint).toList())
                        .applyValue(
                                fingerprints -> {
                                    var all = new TreeMap<String, String>();
                                    fingerprints.forEach(all::putAll);
                                    return (Map<String, String>) all;
                                });
        return new Deployment(
                NAME,
                DeploymentArgs.builder().apiId(api.id()).triggers(triggers).build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(
                                routes.stream().flatMap(route -> route.parts().stream()).toList())
                        .build());
    }

    private Stage stage(Api api, Deployment deployment, StackName stack) {
        return new Stage(
                "live",
                StageArgs.builder()
                        .apiId(api.id())
                        .name("live")
                        .deploymentId(deployment.id())
                        .defaultRouteSettings(
                                StageDefaultRouteSettingsArgs.builder()
                                        .throttlingRateLimit((double) REQUESTS_PER_SECOND)
                                        .throttlingBurstLimit(REQUESTS_PER_SECOND)
                                        .build())
                        .tags(stack.tags())
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
    }
}
