package dev.tablecast.functions.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedKeysIT {
    private static final String METADATA = "/.well-known/openid-configuration";
    private static final String KEYS = new JWKSet(Tokens.published(Tokens.RSA)).toString();

    /** The time that a fetch has, and as much again for a busy machine. */
    private static final Duration PATIENCE = Documents.TIMEOUT.multipliedBy(2);

    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void keysAreWhereTheSettingSays() {
        serve("/keys", 200, KEYS);

        assertThat(at("/keys").fetch()).isEqualTo(parsed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/tenant/v2.0"})
    void keysAreElseWhereTheIssuersMetadataSays(String path) {
        String issuer = url(path);
        serve(path.replaceFirst("/$", "") + METADATA, 200, metadata(issuer, url("/some/keys")));
        serve("/some/keys", 200, KEYS);

        assertThat(of(issuer).fetch()).isEqualTo(parsed());
    }

    @Test
    void metadataOfAnotherIssuerIsRefused() {
        serve(METADATA, 200, metadata("https://evil.example.com", url("/keys")));
        serve("/keys", 200, KEYS);

        assertUnavailable(of(url("")), METADATA + " is of another issuer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'issuer':'ISSUER'}",
                "{'issuer':'ISSUER','jwks_uri':'http://keys.example.com/'}",
                "{'issuer':'ISSUER','jwks_uri':'file:///etc/passwd'}"
            })
    void keysAreOnlyTakenFromSafeAddresses(String metadata) {
        serve(METADATA, 200, metadata.replace('\'', '"').replace("ISSUER", url("")));

        assertUnavailable(of(url("")), METADATA + " has no \"jwks_uri\" that is an https URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "<html>", "{\"issuer\":7}", "{\"jwks_uri\":\"a b\"}"})
    void whatIsNoMetadataIsRefused(String metadata) {
        serve(METADATA, 200, metadata);

        assertUnavailable(of(url("")), METADATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "<html>",
                "{\"keys\":7}",
                "{\"keys\":[]}",
                "{\"keys\":[null]}",
                "{\"keys\":[{\"kty\":\"RSA\"}]}"
            })
    void whatIsNoSetOfKeysIsRefused(String keys) {
        serve("/keys", 200, keys);

        assertUnavailable(at("/keys"), url("/keys"));
    }

    @Test
    void aKeyOfAnUnknownKindDoesNotHideTheOthers() {
        serve("/keys", 200, KEYS.replace("[{", "[{\"kty\":\"NEW\",\"kid\":\"future\"},{"));

        assertThat(at("/keys").fetch().getKeyByKeyId(Tokens.RSA.getKeyID())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 400, 404, 429, 500, 503})
    void anyOtherStatusIsRefused(int status) {
        serve("/keys", status, status == 204 ? "" : KEYS);

        assertUnavailable(at("/keys"), url("/keys") + " answers " + status);
    }

    @Test
    void aRedirectIsNotFollowed() {
        serve("/elsewhere", 200, KEYS);
        server.createContext(
                "/keys",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", url("/elsewhere"));
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });

        assertUnavailable(at("/keys"), url("/keys") + " answers 302");
    }

    @Test
    void aSetThatIsTooLargeIsRefused() {
        serve("/large", 200, KEYS + " ".repeat(Documents.MAXIMUM_BYTES - KEYS.length()));
        serve("/larger", 200, KEYS + " ".repeat(Documents.MAXIMUM_BYTES - KEYS.length() + 1));

        assertThat(at("/large").fetch()).isEqualTo(parsed());
        assertUnavailable(at("/larger"), url("/larger") + " doesn't answer");
    }

    @Test
    void aSetWithoutAnEndIsNotReadToItsEnd() {
        server.createContext(
                "/endless",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    writeUntilTheClientLeaves(exchange);
                });

        assertUnavailable(at("/endless"), url("/endless") + " doesn't answer");
    }

    @Test
    void anAnswerThatNeverComesIsNotWaitedFor() {
        server.createContext("/silent", silent());

        assertUnavailableInTime(at("/silent"));
    }

    @Test
    void anAnswerThatTricklesIsNotWaitedFor() {
        server.createContext(
                "/trickle",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    silent().handle(exchange);
                });

        assertUnavailableInTime(at("/trickle"));
    }

    @Test
    void aServerThatIsNotThereIsReportedAtOnce() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertUnavailable(
                from(URI.create("http://127.0.0.1:" + free + "/keys")),
                "http://127.0.0.1:" + free + "/keys doesn't answer: ConnectException");
    }

    private void assertUnavailableInTime(PublishedKeys keys) {
        long start = System.nanoTime();
        assertUnavailable(keys, keys.address().orElseThrow() + " doesn't answer within 3000 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }

    private static void assertUnavailable(PublishedKeys keys, String message) {
        assertThatThrownBy(keys::fetch)
                .isInstanceOf(KeysUnavailableException.class)
                .message()
                .contains(message);
    }

    private PublishedKeys at(String path) {
        return from(URI.create(url(path)));
    }

    private static PublishedKeys from(URI address) {
        return new PublishedKeys(Tokens.ISSUER, Optional.of(address), new Documents());
    }

    private static PublishedKeys of(String issuer) {
        return new PublishedKeys(issuer, Optional.empty(), new Documents());
    }

    private void serve(String path, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    private HttpHandler silent() {
        return exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static void writeUntilTheClientLeaves(HttpExchange exchange) throws IOException {
        byte[] blanks = " ".repeat(8192).getBytes(StandardCharsets.UTF_8);
        try (OutputStream body = exchange.getResponseBody()) {
            while (true) {
                body.write(blanks);
            }
        }
    }

    private static String metadata(String issuer, String keys) {
        return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, keys);
    }

    private static JWKSet parsed() {
        return new JWKSet(Tokens.published(Tokens.RSA));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
