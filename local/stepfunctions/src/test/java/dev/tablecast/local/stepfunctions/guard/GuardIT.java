package dev.tablecast.local.stepfunctions.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import dev.tablecast.local.stepfunctions.json.Json;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Step Functions Local on its own, called with bytes as they are. */
class GuardIT {
    private static final String ALLOWED = "localhost, *.localhost, 127.0.0.0/8 or [::1]";
    private static final String POST = "POST / HTTP/1.1\n";
    private static final String LIST =
            """
            X-Amz-Target: AWSStepFunctions.ListStateMachines
            Content-Length: 2
            """;

    private static StepFunctionsLocal local;

    @BeforeAll
    static void start() {
        local = StepFunctionsLocal.start();
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost",
                "Host: 127.0.0.1:8083",
                "Host: [::1]:8083\nOrigin: http://[::1]:8083",
                "Host: localhost:8083\nOrigin: http://localhost:8083",
                "Host: LOCALHOST:8083\nOrigin: http://localhost:8083",
                "Host: localhost:8083\nSec-Fetch-Site: same-origin",
                "Host: localhost:8083\nSec-Fetch-Site: none"
            })
    void theServersOwnNameAndPagesAreServed(String headers) throws Exception {
        var answer = send(POST + LIST + headers, "{}");

        assertThat(answer.body()).isEqualTo("{\"stateMachines\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "0.0.0.0:8083", "192.168.0.7", "localhost.evil.example"})
    void aForeignHostIsToldWhatIsAllowed(String host) throws Exception {
        var answer = send(POST + LIST + "Host: " + host, "{}");

        assertRefused(answer, "ForbiddenHost", "Host: found " + host + ", may be " + ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://localhost:5173",
                "http://localhost",
                "https://localhost:8083",
                "http://127.0.0.1:8083"
            })
    void aForeignOriginIsToldWhatIsAllowed(String origin) throws Exception {
        var answer = send(POST + LIST + "Host: localhost:8083\nOrigin: " + origin, "{}");

        assertRefused(
                answer,
                "ForbiddenOrigin",
                "Origin: found " + origin + ", may be http://localhost:8083");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://localhost:8083\nOrigin: https://evil.example",
                "Origin: https://evil.example\nOrigin: http://localhost:8083",
                "Origin: http://localhost:8083, https://evil.example",
                "Origin:"
            })
    void everyLineOfOriginCounts(String lines) throws Exception {
        var answer = send(POST + LIST + "Host: localhost:8083\n" + lines, "{}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("ForbiddenOrigin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\nHost: localhost\nHost: evil.example",
                "POST / HTTP/1.1\nHost: evil.example\nHost: localhost",
                "POST / HTTP/1.1\nHost: localhost\nHost: localhost",
                "POST http://evil.example/ HTTP/1.1\nHost: localhost",
                "POST http://localhost/ HTTP/1.1\nHost: evil.example",
                "POST http://evil.example/ HTTP/1.1\nHost: evil.example",
                "POST //evil.example/ HTTP/1.1\nHost: evil.example",
                "POST / HTTP/1.1",
                "POST / HTTP/1.0",
                "POST / HTTP/1.1\nHost:",
                "POST / HTTP/1.1\nHost: user@localhost",
                "POST / HTTP/1.1\nHost: localhost:x",
                "CONNECT evil.example:443 HTTP/1.1\nHost: localhost",
                "OPTIONS * HTTP/1.1\nHost: evil.example"
            })
    void noOtherWayToNameAHostGetsIn(String lines) throws Exception {
        var answer = send(lines + "\n" + LIST, "{}");

        assertThat(answer.status()).isIn(400, 403);
        assertThat(answer.body()).doesNotContain("stateMachines");
    }

    @Test
    void anAbsoluteTargetOfThisMachineIsServed() throws Exception {
        var answer =
                send("POST http://localhost:8083/ HTTP/1.1\nHost: localhost:8083\n" + LIST, "{}");

        assertThat(answer.body()).isEqualTo("{\"stateMachines\":[]}");
    }

    @Test
    void thereIsNoHttp2() throws Exception {
        for (String lines :
                new String[] {
                    "PRI * HTTP/2.0",
                    "GET / HTTP/1.1\n"
                            + "Host: localhost\n"
                            + "Connection: Upgrade, HTTP2-Settings\n"
                            + "Upgrade: h2c\n"
                            + "HTTP2-Settings: AAMAAABkAAQAAP__"
                }) {
            assertThat(send(lines, "").status()).isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void aPreflightOfAForeignPageIsRefused() throws Exception {
        var answer =
                send(
                        """
                        OPTIONS / HTTP/1.1
                        Host: localhost:8083
                        Origin: https://evil.example
                        Access-Control-Request-Method: POST
                        Access-Control-Request-Headers: x-amz-target
                        """,
                        "");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.head().toLowerCase()).doesNotContain("access-control");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  cross-site, no-cors,  image,    403",
        "GET,  cross-site, no-cors,  script,   403",
        "GET,  cross-site, navigate, iframe,   403",
        "POST, cross-site, navigate, document, 403",
        "GET,  same-site,  no-cors,  image,    403",
        "GET,  cross-site, navigate, document, 400",
        "GET,  same-origin, cors,    empty,    400"
    })
    void aPageOfAnotherSiteCanOnlyLinkHere(
            String method, String site, String mode, String destination, int status)
            throws Exception {
        var answer =
                send(
                        """
                        %s / HTTP/1.1
                        Host: localhost:8083
                        Sec-Fetch-Site: %s
                        Sec-Fetch-Mode: %s
                        Sec-Fetch-Dest: %s
                        """
                                .formatted(method, site, mode, destination),
                        "");

        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: evil.example", "Host: localhost\nOrigin: https://evil.example"})
    void theAnswerComesBeforeTheBody(String headers) throws Exception {
        for (String length :
                new String[] {
                    "Content-Length: 8000000",
                    "Transfer-Encoding: chunked",
                    "Content-Length: 8000000\nExpect: 100-continue"
                }) {
            var answer = send(POST + headers + "\n" + length, "");

            assertThat(answer.head()).startsWith("HTTP/1.1 403").contains("Connection: close");
        }
    }

    @Test
    void aFurtherHostIsServedWithItsOwnPagesOnly() throws Exception {
        try (var further =
                StepFunctionsLocal.builder()
                        .port(0)
                        .hosts(Hosts.parse("host.docker.internal"))
                        .start()) {
            var host = POST + LIST + "Host: host.docker.internal:8083\n";

            assertThat(Exchange.with(further.endpoint(), host, "{}").status()).isEqualTo(200);
            assertThat(
                            Exchange.with(
                                            further.endpoint(),
                                            host + "Origin: https://evil.example",
                                            "{}")
                                    .status())
                    .isEqualTo(403);
            assertThat(
                            Exchange.with(
                                            further.endpoint(),
                                            POST + LIST + "Host: evil.example",
                                            "{}")
                                    .body())
                    .contains("may be host.docker.internal, " + ALLOWED);
        }
    }

    private static void assertRefused(Exchange answer, String code, String message) {
        assertThat(answer.status()).isEqualTo(403);
        var json = Json.parse(answer.body());
        assertThat(json.path("__type").asText()).isEqualTo(code);
        assertThat(json.path("message").asText()).isEqualTo(message);
        assertThat(json.path("error").path("code").asText()).isEqualTo(code);
        assertThat(json.path("error").path("message").asText()).isEqualTo(message);
    }

    private static Exchange send(String lines, String body) throws IOException {
        return Exchange.with(local.endpoint(), lines, body);
    }
}
