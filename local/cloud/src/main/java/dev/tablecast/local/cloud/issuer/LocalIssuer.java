package dev.tablecast.local.cloud.issuer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A token issuer for development, which issues a token for any of its people without a password.
 *
 * <ul>
 *   <li>{@code GET /.well-known/openid-configuration} and {@code GET /keys}: metadata and keys, to
 *       verify tokens
 *   <li>{@code GET /people}: a JSON array with the claims of each person
 *   <li>{@code POST /token/SUB}: an {@code access_token}, which is valid for an hour
 * </ul>
 *
 * <p>It must be behind a {@code Guard}, so that only the server's own pages get a token.
 */
public final class LocalIssuer extends Handler.Abstract {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Pattern TOKEN = Pattern.compile("/token/([a-z]+)");

    private final URI url;
    private final String audience;
    private final List<ObjectNode> people;
    private final InstantSource clock;
    private final SigningKey key = new SigningKey("local");

    /**
     * @param url the issuer's URL without a trailing slash; it answers every request below that
     *     path
     * @param people the claims of each person, including a {@code sub} of lower-case letters
     */
    public LocalIssuer(URI url, String audience, List<ObjectNode> people, InstantSource clock) {
        this.url = url;
        this.audience = audience;
        this.people = List.copyOf(people);
        this.clock = clock;
    }

    /** Returns the {@code iss} of its tokens. */
    public URI url() {
        return url;
    }

    public URI keysUrl() {
        return URI.create(url + "/keys");
    }

    /**
     * Returns a token.
     *
     * @return empty if no person has this {@code sub}
     */
    public Optional<String> token(String sub) {
        return people.stream()
                .filter(person -> person.path("sub").asText().equals(sub))
                .findFirst()
                .map(this::token);
    }

    private String token(ObjectNode person) {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(url.toString())
                        .audience(audience)
                        .expirationTime(Date.from(clock.instant().plus(LIFE)));
        person.forEachEntry((name, value) -> claims.claim(name, value.asText()));
        return key.sign(claims.build());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var path = Request.getPathInContext(request);
        if (!path.startsWith(url.getPath() + "/")) {
            return false;
        }
        var answer = answer(request.getMethod(), path.substring(url.getPath().length()));
        response.setStatus(answer.isPresent() ? 200 : 404);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Content.Sink.write(response, true, answer.orElse("{\"error\":\"not_found\"}"), callback);
        return true;
    }

    private Optional<String> answer(String method, String path) {
        var token = TOKEN.matcher(path);
        if (method.equals("POST") && token.matches()) {
            return token(token.group(1))
                    .map(text -> json(Map.of("access_token", text, "token_type", "Bearer")));
        }
        return switch (path) {
            case "/.well-known/openid-configuration" ->
                    Optional.of(json(Map.of("issuer", url.toString(), "jwks_uri", keysUrl() + "")));
            case "/keys" -> Optional.of(key.publicKeys());
            case "/people" -> Optional.of(people.toString());
            default -> Optional.empty();
        };
    }

    private static String json(Map<String, String> fields) {
        var json = JsonNodeFactory.instance.objectNode();
        fields.forEach(json::put);
        return json.toString();
    }
}
