package dev.tablecast.soak;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tablecast.local.cloud.issuer.SigningKey;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import dev.tablecast.local.stepfunctions.loopback.LoopbackServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The issuer of the clients' tokens, with its keys over HTTP. */
final class TokenIssuer implements AutoCloseable {
    static final String AUDIENCE = "soak";

    private static final String KEYS = "/keys";

    private final InstantSource clock;
    private final SigningKey key = new SigningKey("soak");
    private final LoopbackServer server;

    TokenIssuer(InstantSource clock) {
        this.clock = clock;
        server = LoopbackServer.start(0, Hosts.LOOPBACK, new PublishedKeys(key.publicKeys()));
    }

    String url() {
        return server.uri().toString();
    }

    String keysUrl() {
        return url() + KEYS;
    }

    /**
     * Returns a new token.
     *
     * @param claims besides those that every token has
     * @param life of the token; its end is a whole second, so it may be a second shorter
     */
    String token(String subject, Map<String, List<String>> claims, Duration life) {
        var builder =
                new JWTClaimsSet.Builder()
                        .issuer(url())
                        .audience(AUDIENCE)
                        .subject(subject)
                        .expirationTime(Date.from(clock.instant().plus(life)));
        claims.forEach(builder::claim);
        return key.sign(builder.build());
    }

    @Override
    public void close() {
        server.close();
    }

    private static final class PublishedKeys extends Handler.Abstract {
        private final String keys;

        private PublishedKeys(String keys) {
            this.keys = keys;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (!Request.getPathInContext(request).equals(KEYS)) {
                return false;
            }
            Content.Sink.write(response, true, keys, callback);
            return true;
        }
    }
}
