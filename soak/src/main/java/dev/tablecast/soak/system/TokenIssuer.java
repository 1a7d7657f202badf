package dev.tablecast.soak.system;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tablecast.local.cloud.issuer.SigningKey;
import dev.tablecast.testing.http.TestServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** The issuer of the clients' tokens, which publishes its keys over HTTP. */
public final class TokenIssuer implements AutoCloseable {
    static final String AUDIENCE = "soak";

    private static final String KEYS = "/keys";

    private final InstantSource clock;
    private final TestServer server = new TestServer();
    private final SigningKey key = new SigningKey("soak");

    TokenIssuer(InstantSource clock) {
        this.clock = clock;
        server.on(KEYS, "application/json", key.publicKeys());
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
     * @param claims the claims in addition to those of every token
     * @param life the life of the token, rounded down to a whole second
     */
    public String token(String subject, Map<String, List<String>> claims, Duration life) {
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
}
