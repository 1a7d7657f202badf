package dev.tablecast.infrastructure.websocket;

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
import dev.tablecast.infrastructure.configuration.access.Auth;
import dev.tablecast.infrastructure.configuration.api.AccessLog;
import dev.tablecast.infrastructure.configuration.api.CustomDomain;
import dev.tablecast.infrastructure.configuration.api.StageLimits;
import dev.tablecast.infrastructure.configuration.function.FunctionSizes;
import dev.tablecast.infrastructure.configuration.setting.SettingNames;
import dev.tablecast.infrastructure.function.JavaFunction;
import dev.tablecast.infrastructure.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The WebSocket API that browsers connect to. */
public final class WebSocketApi extends ComponentResource {
    private static final String NAME = "websocket";
    private static final String STAGE = "live";

    private final Api api;
    private final Stage stage;
    private final Optional<JwtAuthorizer> authorizer;
    private final SubscribeFunction subscribing;
    private final Optional<CustomDomainName> customDomain;

    /**
     * @param subscribing makes the subscribe function, on which the stage depends and which posts
     *     to the stage's connections
     * @param accounts the settings that the API may share with others of its program
     * @param warnings receives warnings for the deployer
     */
    public WebSocketApi(
            Auth auth,
            StageLimits limits,
            AccessLog accessLog,
            Optional<CustomDomain> customDomain,
            ConnectionFunctions functions,
            Function<StageAddress, SubscribeFunction> subscribing,
            FunctionSizes sizes,
            Path jar,
            ApiGatewayAccounts accounts,
            SettingNames settingNames,
            Consumer<String> warnings,
            Stack stack) {
        super("tablecast:infrastructure:WebSocketApi", stack.logical(NAME), stack.parent());
        var args =
                ApiArgs.builder()
                        .name(stack.of(NAME))
                        .protocolType("WEBSOCKET")
                        .routeSelectionExpression("$request.body.action")
                        .tags(stack.tags());
        api =
                new Api(
                        stack.logical(NAME),
                        args.build(),
                        CustomResourceOptions.builder().parent(this).build());
        authorizer =
                auth instanceof Auth.Jwt jwt
                        ? Optional.of(new JwtAuthorizer(jwt, api, sizes, jar, stack, this))
                        : Optional.empty();
        var authorization =
                authorizer
                        .map(JwtAuthorizer::authorization)
                        .orElseGet(() -> new Authorization(auth.authorizationType()));
        this.subscribing = subscribing.apply(futureStage());
        var routes = new Routes(api, stack, this);
        stage =
                stage(
                        limits,
                        requestLog(accessLog, accounts, settingNames, warnings, stack),
                        deployment(
                                List.of(
                                        routes.lambda(
                                                "connect", authorization, functions.connect()),
                                        routes.lambda(
                                                "disconnect",
                                                Authorization.NONE,
                                                functions.disconnect()),
                                        routes.message("subscribe", this.subscribing.function()),
                                        routes.message("unsubscribe", this.subscribing.function()),
                                        routes.ping()),
                                stack),
                        stack);
        this.customDomain =
                customDomain.map(domain -> new CustomDomainName(domain, api, stage, stack, this));
        registerOutputs(Map.of("url", url()));
    }

    /** Returns the authorizer's function; empty if no function decides. */
    public Optional<JavaFunction> authorizer() {
        return authorizer.map(JwtAuthorizer::function);
    }

    public JavaFunction subscribe() {
        return subscribing.function();
    }

    /**
     * Returns the future address of the stage, because resources that the stage depends on can't
     * wait for it.
     */
    private StageAddress futureStage() {
        return new StageAddress(
                api.apiEndpoint().applyValue(url -> url.replaceFirst("^ws", "http") + "/" + STAGE),
                api.executionArn().applyValue(arn -> arn + "/" + STAGE));
    }

    public Output<String> id() {
        return api.id();
    }

    /** Returns the stage's name. */
    public Output<String> stage() {
        return stage.name();
    }

    /** Returns the address for clients: {@code wss://…/live}, or the custom domain. */
    public Output<String> url() {
        return customDomain.map(CustomDomainName::url).orElseGet(stage::invokeUrl);
    }

    /** Returns the name that the custom domain's DNS record must point to; empty without one. */
    public Optional<Output<String>> customDomainTarget() {
        return customDomain.map(CustomDomainName::target);
    }

    /** Returns the address of the {@code @connections} API, {@code https://…/live}. */
    public Output<String> connectionsEndpoint() {
        return stage.invokeUrl().applyValue(url -> url.replaceFirst("^ws", "http"));
    }

    public StageAddress address() {
        return new StageAddress(connectionsEndpoint(), stage.executionArn());
    }

    /** Makes a deployment of the routes, which is replaced when any of them changes. */
    private Deployment deployment(List<DeployedRoute> routes, Stack stack) {
        var triggers =
                Output.all(routes.stream().map(DeployedRoute::fingerprint).toList())
                        .applyValue(
                                fingerprints -> {
                                    var all = new TreeMap<String, String>();
                                    fingerprints.forEach(all::putAll);
                                    return (Map<String, String>) all;
                                });
        return new Deployment(
                stack.logical(NAME),
                DeploymentArgs.builder().apiId(api.id()).triggers(triggers).build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(
                                routes.stream().flatMap(route -> route.parts().stream()).toList())
                        .build());
    }

    private Optional<RequestLog> requestLog(
            AccessLog accessLog,
            ApiGatewayAccounts accounts,
            SettingNames settingNames,
            Consumer<String> warnings,
            Stack stack) {
        if (accessLog instanceof AccessLog.None) {
            return Optional.empty();
        }
        if (accessLog instanceof AccessLog.WithNewRole) {
            return Optional.of(RequestLog.withNewRole(accounts, stack, this));
        }
        return Optional.of(
                accessLog instanceof AccessLog.WithExistingRole
                        ? RequestLog.withExistingRole(stack, this)
                        : RequestLog.ifThereIsARole(accounts, settingNames, warnings, stack, this));
    }

    private Stage stage(
            StageLimits limits, Optional<RequestLog> log, Deployment deployment, Stack stack) {
        var settings =
                StageArgs.builder()
                        .apiId(api.id())
                        .name(STAGE)
                        .deploymentId(deployment.id())
                        .defaultRouteSettings(
                                StageDefaultRouteSettingsArgs.builder()
                                        .throttlingRateLimit((double) limits.requestsPerSecond())
                                        .throttlingBurstLimit(limits.requestBurst())
                                        .build())
                        .tags(stack.tags());
        log.map(RequestLog::settings).ifPresent(settings::accessLogSettings);
        return new Stage(
                stack.logical(STAGE),
                settings.build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(log.map(RequestLog::waitFor).orElse(List.of()))
                        .build());
    }
}
