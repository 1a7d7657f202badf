package dev.tablecast.local.console;

import static dev.tablecast.local.console.TestConsole.errorCode;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleSecurityIT {
    private static final String ITEM = "{\"Item\":{\"id\":{\"S\":\"a\"}}}";
    private static final String KEY = "{\"Key\":{\"id\":{\"S\":\"a\"}}}";

    private final TestConsole console = new TestConsole();

    @AfterEach
    void close() {
        console.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/console/main.js", "/console/none.js", "/api/system", "/api/none"})
    void everyAnswerHasTheSecurityHeaders(String path) throws Exception {
        var headers = console.get(path).headers();

        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy ->
                                assertThat(policy.split("; "))
                                        .contains(
                                                "default-src 'self'",
                                                "connect-src 'self' ws://localhost:*"
                                                        + " ws://127.0.0.1:*",
                                                "frame-ancestors 'none'"));
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "localhost:8080", "LOCALHOST:1", "127.0.0.1:80", "[::1]:80"})
    void aNameOfTheLoopbackInterfaceIsServed(String host) throws Exception {
        assertThat(console.raw("GET /api/system HTTP/1.1", "Host: " + host + "\r\n"))
                .isEqualTo("HTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebound.example",
                "rebound.example:8080",
                "localhost.rebound.example",
                "127.0.0.1.rebound.example",
                "192.168.0.7"
            })
    void anyOtherHostIsForbidden(String host) throws Exception {
        for (String path : new String[] {"/", "/console/main.js", "/api/items"}) {
            assertThat(console.raw("GET " + path + " HTTP/1.1", "Host: " + host + "\r\n"))
                    .isEqualTo("HTTP/1.1 403 Forbidden");
        }
    }

    @Test
    void aRequestWithoutAHostIsForbidden() throws Exception {
        assertThat(console.raw("GET /api/system HTTP/1.0", "")).isEqualTo("HTTP/1.1 403 Forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://localhost",
                "http://localhost:1",
                "http://127.0.0.1:8080",
                "null"
            })
    void aChangeFromAnotherOriginIsForbidden(String origin) throws Exception {
        for (String method : new String[] {"PUT", "DELETE"}) {
            HttpResponse<String> response =
                    console.send(
                            method,
                            "/api/items",
                            method.equals("PUT") ? ITEM : KEY,
                            "Content-Type",
                            "application/json",
                            "Origin",
                            origin);

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(errorCode(response)).isEqualTo("ForbiddenOrigin");
        }
        assertThat(console.items.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/generator",
        "POST, /api/connections/a/cut",
        "DELETE, /api/connections/a",
        "GET, /api/events"
    })
    void nothingElseThatMattersIsDoneForAnotherOriginEither(String method, String path)
            throws Exception {
        HttpResponse<String> response =
                console.send(
                        method,
                        path,
                        "",
                        "Content-Type",
                        "application/json",
                        "Origin",
                        "https://example.com");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(errorCode(response)).isEqualTo("ForbiddenOrigin");
    }

    @Test
    void aChangeFromThePageItselfIsMade() throws Exception {
        HttpResponse<String> response =
                console.send(
                        "PUT",
                        "/api/items",
                        ITEM,
                        "Content-Type",
                        "application/json; charset=utf-8",
                        "Origin",
                        console.origin());

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(console.items.all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json5"})
    void aChangeThatIsntJsonIsRefused(String type) throws Exception {
        HttpResponse<String> response =
                console.send("PUT", "/api/items", ITEM, "Content-Type", type);

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(errorCode(response)).isEqualTo("UnsupportedMediaType");
        assertThat(console.items.all()).isEmpty();
    }

    @Test
    void aChangeWithoutAContentTypeIsRefused() throws Exception {
        assertThat(console.send("PUT", "/api/items", ITEM).statusCode()).isEqualTo(415);
    }
}
