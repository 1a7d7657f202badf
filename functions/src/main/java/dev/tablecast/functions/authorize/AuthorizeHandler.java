package dev.tablecast.functions.authorize;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tablecast.functions.authorize.Decision.Allowed;
import dev.tablecast.functions.authorize.Decision.Forbidden;
import dev.tablecast.functions.authorize.Decision.Reason;
import dev.tablecast.functions.authorize.Decision.Unauthenticated;
import dev.tablecast.functions.handshake.Headers;
import dev.tablecast.functions.settings.EnvironmentSettings;
import dev.tablecast.functions.snapstart.SnapStart;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorizer of {@code $connect}, which admits clients with a valid token of the issuer and the
 * required claims.
 *
 * <p>Answers a policy that allows this connection, with the token's {@code sub} as {@code
 * principalId}. {@code context} has the token's end as {@code expiresAt} (seconds since the epoch),
 * and {@code sub}, by which connections are counted and which is missing if the token has no {@code
 * sub}. Where there is {@code rowAccess}, {@code claims} is the JSON text of an object with those
 * of the token's claims that it names; API Gateway passes the context on to every later event of
 * the connection. Without a valid token it fails with "Unauthorized", which API Gateway answers
 * with 401; a valid token that lacks a required claim, or one that {@code rowAccess} names, gets a
 * policy that denies, which is 403. The client gets no more; the log has the reason and the names
 * of the claims, and nothing of the token.
 *
 * <p>Settings: see {@link AuthorizeSettings}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">Control
 *     access to WebSocket APIs with AWS Lambda REQUEST authorizers</a>
 */
public final class AuthorizeHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorizeHandler.class);

    private static final String REFUSED = "A connection was refused";

    /** API Gateway needs a {@code principalId} even if the token has no {@code sub}. */
    private static final String UNNAMED = "unnamed";

    private final TokenVerifier verifier;

    public AuthorizeHandler() {
        this(System.getenv());
        SnapStart.beforeSnapshot(System.getenv(), TokenRehearsal::withNewKeys);
    }

    public AuthorizeHandler(Map<String, String> environment) {
        this(
                EnvironmentSettings.read(environment, AuthorizeSettings::read),
                InstantSource.system());
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
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        var event = AuthorizerEvent.decode(input);
        return switch (decide(event.headers())) {
            case Allowed allowed ->
                    answer(allowed.subject(), "Allow", event.methodArn(), context(allowed));
            case Forbidden forbidden -> {
                LOG.atWarn()
                        .addKeyValue("reason", forbidden.reason())
                        .addKeyValue("claims", forbidden.claims())
                        .log(REFUSED);
                yield answer(forbidden.subject(), "Deny", event.methodArn(), Map.of());
            }
            case Unauthenticated unauthenticated -> {
                LOG.atWarn().addKeyValue("reason", unauthenticated.reason()).log(REFUSED);
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

    private static Map<String, Object> context(Allowed allowed) {
        var context = new HashMap<String, Object>();
        context.put("expiresAt", allowed.expiresAt().getEpochSecond());
        allowed.subject().ifPresent(subject -> context.put("sub", subject));
        allowed.claims().ifPresent(claims -> context.put("claims", claims));
        return context;
    }

    private static Map<String, Object> answer(
            Optional<String> subject,
            String effect,
            String methodArn,
            Map<String, Object> context) {
        var statement =
                Map.of("Action", "execute-api:Invoke", "Effect", effect, "Resource", methodArn);
        return Map.of(
                "principalId",
                subject.orElse(UNNAMED),
                "policyDocument",
                Map.of("Version", "2012-10-17", "Statement", List.of(statement)),
                "context",
                context);
    }
}
