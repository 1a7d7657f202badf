package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.cloud.LocalCloudOptions;
import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of pages in the developer's browser to every port that the local cloud opens. */
class EveryListenerIT {
    private static TestSystem system;
    private static StepFunctionsLocal standalone;

    @BeforeAll
    static void start() {
        system = TestSystem.start("projection", "ALL", "allowedOrigins", "*");
        standalone = StepFunctionsLocal.start();
    }

    @AfterAll
    static void stop() {
        standalone.close();
        system.close();
    }

    private enum Listener {
        FEED("/live"),
        CONNECTIONS("/live/@connections/abc="),
        CONSOLE("/"),
        CONSOLE_SCRIPT("/console/main.js"),
        CONSOLE_API("/api/items"),
        CONSOLE_EVENTS("/api/events"),
        NOTHING("/nothing"),
        DYNAMODB("/"),
        STEP_FUNCTIONS("/"),
        LAMBDA("/2015-03-31/functions/post/invocations"),
        STANDALONE_STEP_FUNCTIONS("/");

        private final String path;

        Listener(String path) {
            this.path = path;
        }

        int port() {
            return switch (this) {
                case DYNAMODB -> system.cloud().dynamoDbEndpoint().getPort();
                case STEP_FUNCTIONS -> system.cloud().stepFunctionsEndpoint().getPort();
                case LAMBDA -> system.cloud().lambdaEndpoint().getPort();
                case STANDALONE_STEP_FUNCTIONS -> standalone.endpoint().getPort();
                default -> system.cloud().webSocketUri().getPort();
            };
        }

        String own() {
            return "localhost:" + port();
        }

        RawAnswer send(Kind kind, String... headers) throws IOException {
            return RawAnswer.to(
                    port(),
                    "%s %s HTTP/1.1%n%s%n%s"
                            .formatted(kind.method, path, kind.headers, String.join("\n", headers))
                            .replace(System.lineSeparator(), "\n")
                            .replace("\n\n", "\n"));
        }
    }

    /** A body is announced and never sent: who reads it first doesn't answer. */
    private enum Kind {
        GET("GET", "Accept: */*"),
        HEAD("HEAD", "Accept: */*"),
        POST("POST", "Content-Type: text/plain\nContent-Length: 8388608"),
        PUT("PUT", "Content-Type: application/json\nTransfer-Encoding: chunked"),
        PREFLIGHT(
                "OPTIONS",
                "Access-Control-Request-Method: POST\n"
                        + "Access-Control-Request-Headers: x-amz-target"),
        UPGRADE("GET", RawHandshake.HEADERS.strip());

        private final String method;
        private final String headers;

        Kind(String method, String headers) {
            this.method = method;
            this.headers = headers;
        }
    }

    static Stream<Arguments> everyKindOfRequest() {
        return Arrays.stream(Listener.values())
                .flatMap(
                        listener ->
                                Arrays.stream(Kind.values())
                                        .map(kind -> Arguments.of(listener, kind)));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfRequest")
    void aForeignHostIsRefused(Listener listener, Kind kind) throws Exception {
        for (String host : new String[] {"evil.example", "0.0.0.0", "localhost.evil.example"}) {
            String authority = host + ":" + listener.port();
            RawAnswer answer =
                    listener.send(kind, "Host: " + authority, "Origin: http://" + authority);

            assertRefused(
                    kind,
                    answer,
                    "ForbiddenHost",
                    "Host: found "
                            + authority
                            + ", may be localhost, *.localhost, 127.0.0.0/8 or [::1]");
        }
    }

    @ParameterizedTest
    @MethodSource("everyKindOfRequest")
    void aForeignOriginIsRefused(Listener listener, Kind kind) throws Exception {
        for (String origin : new String[] {"https://evil.example", "http://evil.example", "null"}) {
            RawAnswer answer = listener.send(kind, "Host: " + listener.own(), "Origin: " + origin);

            assertRefused(kind, answer, "ForbiddenOrigin", "Origin: found " + origin + ", may be ");
        }
    }

    @ParameterizedTest
    @MethodSource("everyKindOfRequest")
    void aForeignPageThatHidesItsOriginIsRefused(Listener listener, Kind kind) throws Exception {
        RawAnswer answer =
                listener.send(
                        kind,
                        "Host: " + listener.own(),
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: no-cors");

        assertRefused(kind, answer, "ForbiddenOrigin", "Sec-Fetch-Site: found cross-site");
    }

    @ParameterizedTest
    @MethodSource("everyKindOfRequest")
    void aPageOfAnotherPortIsAtHomeAtTheFeedAlone(Listener listener, Kind kind) throws Exception {
        if (listener == Listener.FEED) {
            return;
        }
        for (String origin :
                new String[] {"http://localhost:5173", "http://127.0.0.1:" + listener.port()}) {
            RawAnswer answer = listener.send(kind, "Host: " + listener.own(), "Origin: " + origin);

            assertRefused(
                    kind,
                    answer,
                    "ForbiddenOrigin",
                    "Origin: found %s, may be http://%s".formatted(origin, listener.own()));
        }
    }

    @ParameterizedTest
    @EnumSource(Listener.class)
    void whoeverIsNoForeignPageIsServed(Listener listener) throws Exception {
        for (Kind kind : new Kind[] {Kind.GET, Kind.HEAD, Kind.PREFLIGHT, Kind.UPGRADE}) {
            for (String headers :
                    new String[] {
                        "Host: " + listener.own(),
                        "Host: 127.0.0.1:" + listener.port(),
                        "Host: app.localhost",
                        "Host: %1$s\nOrigin: http://%1$s".formatted(listener.own()),
                        "Host: %s\nSec-Fetch-Site: same-origin".formatted(listener.own())
                    }) {
                RawAnswer answer = listener.send(kind, headers);

                assertThat(answer.body()).doesNotContain("ForbiddenHost", "ForbiddenOrigin");
                assertThat(answer.head()).doesNotContain("ForbiddenHost", "ForbiddenOrigin");
                assertThat(answer.status() / 100).isNotEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:5173",
                "https://localhost:5173",
                "http://127.0.0.1:5173",
                "http://[::1]:5173",
                "http://app.localhost:3000"
            })
    void aPageOfADevelopmentServerWatchesTheFeed(String origin) throws Exception {
        assertThat(RawHandshake.send(system.cloud().webSocketUri(), "Origin: " + origin).status())
                .isEqualTo(101);
    }

    @Test
    void aPageOfThisMachineMayTryWhetherTheFeedIsThere() throws Exception {
        RawAnswer answer =
                Listener.FEED.send(
                        Kind.HEAD, "Host: " + Listener.FEED.own(), "Sec-Fetch-Site: same-site");

        assertThat(answer.status()).isEqualTo(426);
    }

    @Test
    void theOriginsThatTheStackNamesWatchTheFeedAndNothingElse() throws Exception {
        try (var named = TestSystem.start("allowedOrigins", "https://app.example")) {
            URI feed = named.cloud().webSocketUri();
            String origin = "Origin: https://app.example";
            String host = "Host: localhost:" + feed.getPort();

            assertThat(RawHandshake.send(feed, origin).status()).isEqualTo(101);
            assertThat(RawHandshake.send(feed, "Origin: https://app.example.evil").body())
                    .contains("found https://app.example.evil", "allowedOrigins");
            assertThat(RawHandshake.send(feed.resolve("/api/events"), origin).status())
                    .isEqualTo(403);
            assertThat(
                            RawAnswer.to(
                                            named.cloud().dynamoDbEndpoint().getPort(),
                                            "GET / HTTP/1.1\n" + host + "\n" + origin)
                                    .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void furtherHostsHoldForEveryPort() throws Exception {
        try (var further =
                TestSystem.start(
                        (LocalCloudOptions options) ->
                                options.withHosts(Hosts.parse("host.docker.internal")))) {
            for (URI uri :
                    new URI[] {
                        further.cloud().webSocketUri(),
                        further.cloud().dynamoDbEndpoint(),
                        further.cloud().stepFunctionsEndpoint(),
                        further.cloud().lambdaEndpoint()
                    }) {
                String get = "GET / HTTP/1.1\nHost: ";
                assertThat(RawAnswer.to(uri.getPort(), get + "host.docker.internal").body())
                        .doesNotContain("ForbiddenHost");
                assertThat(RawAnswer.to(uri.getPort(), get + "evil.example").body())
                        .contains("ForbiddenHost", "host.docker.internal");
            }
        }
    }

    private static void assertRefused(Kind kind, RawAnswer answer, String code, String message) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.head())
                .contains("x-amzn-ErrorType: " + code, "Connection: close")
                .doesNotContainIgnoringCase("Access-Control");
        if (kind != Kind.HEAD) {
            assertThat(answer.body()).contains("\"__type\":\"" + code + "\"", message);
        }
    }
}
