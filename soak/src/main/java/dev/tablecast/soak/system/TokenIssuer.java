package dev.tablecast.soak.system;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import dev.tablecast.local.cloud.issuer.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
    private final HttpServer server;
    private final SigningKey key = new SigningKey("soak");

    TokenIssuer(InstantSource clock) {
        this.clock = clock;
        try {
            byte[] keys = key.publicKeys().getBytes(StandardCharsets.UTF_8);
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    KEYS,
                    exchange -> {
                        exchange.sendResponseHeaders(200, keys.length);
                        exchange.getResponseBody().write(keys);
                        exchange.close();
                    });
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("nothing can listen", e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
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
        server.stop(0);
    }
}
