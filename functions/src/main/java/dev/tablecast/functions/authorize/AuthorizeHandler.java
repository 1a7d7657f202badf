package dev.tablecast.functions.authorize;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import dev.tablecast.functions.authorize.Decision.Allowed;
import dev.tablecast.functions.authorize.Decision.Forbidden;
import dev.tablecast.functions.authorize.Decision.Reason;
import dev.tablecast.functions.authorize.Decision.Unauthenticated;
import dev.tablecast.functions.handshake.Headers;
import dev.tablecast.functions.settings.Settings;
import dev.tablecast.functions.snapstart.SnapStart;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorizer of {@code $connect}: lets in who hands over a token that its issuer has signed,
 * and that says what it must.
 *
 * <p>Answers a policy that allows this connection, with the token's {@code sub} as {@code
 * principalId}, and in {@code context} its end as {@code expiresAt} (seconds since the epoch) and
 * its {@code sub}, by which connections are counted. Without a token that holds it fails with
 * "Unauthorized", which API Gateway answers with 401; a token that holds but lacks a required claim
 * gets a policy that denies, which is 403. The client isn't told more; the log says the reason, and
 * nothing of the token.
 *
 * <p>Settings: {@code JWT_ISSUER}; {@code JWT_AUDIENCE}, comma-separated; {@code
 * JWT_REQUIRED_CLAIMS}, comma-separated, such as {@code scope=feed}, empty for none; {@code
 * JWKS_URL}, empty to ask the issuer.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">Control
 *     access to WebSocket APIs with AWS Lambda REQUEST authorizers</a>
 */
public final class AuthorizeHandler
        implements RequestHandler<APIGatewayCustomAuthorizerEvent, Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorizeHandler.class);

    private final TokenVerifier verifier;

    public AuthorizeHandler() {
        this(System.getenv());
        SnapStart.beforeSnapshot(System.getenv(), TokenRehearsal::withNewKeys);
    }

    public AuthorizeHandler(Map<String, String> environment) {
        this(Settings.read(environment, AuthorizeSettings::read), InstantSource.system());
    }

    private AuthorizeHandler(AuthorizeSettings settings, InstantSource clock) {
        this(
                settings.policy(),
                new PublishedKeys(
                        settings.policy().issuer(), settings.keysAddress(), new Documents()),
                clock);
    }

    AuthorizeHandler(TokenPolicy policy, KeySource keys, InstantSource clock) {
        verifier = new TokenVerifier(policy, new IssuerKeys(keys, clock), clock);
    }

    @Override
    public Map<String, Object> handleRequest(
            APIGatewayCustomAuthorizerEvent event, Context context) {
        return switch (decide(new Headers(event.getHeaders()))) {
            case Allowed allowed ->
                    answer(
                            allowed.subject(),
                            "Allow",
                            event.getMethodArn(),
                            Map.of(
                                    "expiresAt",
                                    allowed.expiresAt().getEpochSecond(),
                                    "sub",
                                    allowed.subject()));
            case Forbidden forbidden -> {
                refused(forbidden.reason());
                yield answer(forbidden.subject(), "Deny", event.getMethodArn(), Map.of());
            }
            case Unauthenticated unauthenticated -> {
                refused(unauthenticated.reason());
                throw new UnauthorizedException();
            }
        };
    }

    private Decision decide(Headers headers) {
        List<String> tokens = BearerTokens.in(headers).tokens();
        return switch (tokens.size()) {
            case 0 -> new Unauthenticated(Reason.NO_TOKEN);
            case 1 -> verifier.verify(tokens.getFirst());
            default -> new Unauthenticated(Reason.SEVERAL_TOKENS);
        };
    }

    private static void refused(Reason reason) {
        LOG.atWarn().addKeyValue("reason", reason).log("A connection was refused");
    }

    private static Map<String, Object> answer(
            String principal, String effect, String methodArn, Map<String, Object> context) {
        var statement =
                Map.of("Action", "execute-api:Invoke", "Effect", effect, "Resource", methodArn);
        return Map.of(
                "principalId",
                principal,
                "policyDocument",
                Map.of("Version", "2012-10-17", "Statement", List.of(statement)),
                "context",
                context);
    }
}
