package dev.tablecast.infrastructure.websocket;

import com.pulumi.aws.apigatewayv2.Api;
import com.pulumi.aws.apigatewayv2.Authorizer;
import com.pulumi.aws.apigatewayv2.AuthorizerArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.tablecast.infrastructure.configuration.access.Auth;
import dev.tablecast.infrastructure.configuration.function.FunctionSizes;
import dev.tablecast.infrastructure.function.FunctionSettings;
import dev.tablecast.infrastructure.function.JavaFunction;
import dev.tablecast.infrastructure.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The authorizer of the API, with the function that verifies tokens.
 *
 * <p>There are no identity sources: API Gateway answers 401 by itself where one of them is missing,
 * and a token comes in either of two headers. Nor is there a time for which an answer is kept; a
 * WebSocket API takes none, and every connection is asked about.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html">Authorizers</a>
 */
final class JwtAuthorizer extends ComponentResource {
    private static final String NAME = "authorize";

    /** Twice the time of an authorization whose issuer doesn't answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(12);

    private final JavaFunction function;
    private final Authorization authorization;

    JwtAuthorizer(
            Auth.Jwt auth,
            Api api,
            FunctionSizes sizes,
            Path jar,
            Stack stack,
            ComponentResource parent) {
        super(
                "tablecast:infrastructure:JwtAuthorizer",
                stack.logical(NAME),
                ComponentResourceOptions.builder().parent(parent).build());
        function =
                new JavaFunction(
                        NAME,
                        new FunctionSettings(
                                "Verifies the token of a client that connects.",
                                "dev.tablecast.functions.authorize.AuthorizeHandler::handleRequest",
                                sizes.connectionMemoryMegabytes(),
                                TIMEOUT,
                                Output.of(auth.environment()),
                                List.of()),
                        jar,
                        stack,
                        this);
        var args =
                AuthorizerArgs.builder()
                        .name(stack.of(NAME))
                        .apiId(api.id())
                        .authorizerType("REQUEST")
                        .authorizerUri(function.integrationUri());
        var authorizer =
                new Authorizer(
                        stack.logical(NAME),
                        args.build(),
                        CustomResourceOptions.builder().parent(this).build());
        var permission =
                function.permitInvocation(
                        NAME,
                        "apigateway.amazonaws.com",
                        Output.format("%s/authorizers/%s", api.executionArn(), authorizer.id()));
        authorization =
                new Authorization(
                        auth.authorizationType(),
                        Optional.of(authorizer.id()),
                        List.of(permission));
        registerOutputs(Map.of("authorizerId", authorizer.id()));
    }

    JavaFunction function() {
        return function;
    }

    Authorization authorization() {
        return authorization;
    }
}
