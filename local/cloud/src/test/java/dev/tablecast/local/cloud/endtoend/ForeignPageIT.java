package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.testing.http.TestServer;
import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Pages of a server on another port, in a real browser, and of a site that resolves to this
 * machine.
 */
class ForeignPageIT {
    private static final String SITE = "evil.example";

    private static final String WATCH =
            """
            const [url, done] = arguments;
            const socket = new WebSocket(url);
            socket.onopen = () => socket.send('{"action":"ping"}');
            socket.onmessage = ({ data }) => done(data);
            socket.onerror = () => done("refused");
            """;

    private static final String FETCH =
            """
            const [url, options, done] = arguments;
            fetch(url, JSON.parse(options)).then(
              async (answer) => done(`${answer.status} ${await answer.text()}`),
              () => done("failed"),
            );
            """;

    private static final String LOAD =
            """
            const [tag, url, done] = arguments;
            const element = document.createElement(tag);
            element.onload = () => done("loaded");
            element.onerror = () => done("failed");
            element.src = url;
            document.body.append(element);
            """;

    private static final String PUT = "{\"method\":\"POST\",\"mode\":\"no-cors\",\"body\":\"{}\"}";
    private static final String CALL =
            "{\"method\":\"POST\",\"body\":\"{}\",\"headers\":{\"X-Amz-Target\":\"%s\"}}";

    private static TestSystem system;
    private static TestServer pages;

    @BeforeAll
    static void start() throws IOException {
        system = TestSystem.start("projection", "ALL");
        pages = new TestServer().on("/", "text/html", "<!doctype html><body>a page");
    }

    @AfterAll
    static void stop() {
        pages.close();
        system.close();
    }

    @Test
    void aPageOfADevelopmentServerWatchesTheFeed() {
        try (var page = Chromium.open(page("localhost"))) {
            assertThat(watch(page)).contains("pong");
        }
    }

    @Test
    void aPageOfADevelopmentServerReachesNothingElse() {
        try (var page = Chromium.open(page("localhost"))) {
            assertReachesNothing(page);
        }
    }

    @Test
    void aPageOfAnotherSiteReachesNothing() {
        try (var page = Chromium.openRebound(page(SITE))) {
            page.awaitText("body", "a page");
            assertThat(watch(page)).isEqualTo("refused");
            assertReachesNothing(page);
            assertThat(page.run(LOAD, "img", gateway("/live").toString())).isEqualTo("failed");
        }
    }

    @Test
    void aSiteThatResolvesToThisMachineReachesNothing() {
        try (var page = Chromium.openRebound(URI.create("http://" + SITE + ":" + port() + "/"))) {
            page.awaitText("body", "Host: found " + SITE + ":" + port());
            assertThat(page.run(WATCH, "ws://" + SITE + ":" + port() + "/live"))
                    .isEqualTo("refused");
            assertThat(page.run(FETCH, "/api/items", "{}")).asString().startsWith("403 ");
            assertThat(page.run(FETCH, "/live/@connections/a", "{}")).asString().startsWith("403 ");
        }
        assertRebound(system.cloud().dynamoDbEndpoint(), "DynamoDB_20120810.ListTables");
        assertRebound(system.cloud().stepFunctionsEndpoint(), "AWSStepFunctions.ListStateMachines");
    }

    private static void assertRebound(URI endpoint, String target) {
        try (var page =
                Chromium.openRebound(
                        URI.create("http://%s:%d/".formatted(SITE, endpoint.getPort())))) {
            assertThat(page.run(FETCH, "/", CALL.formatted(target)))
                    .asString()
                    .startsWith("403 ")
                    .contains("ForbiddenHost");
        }
    }

    /** Checks that a foreign page learns nothing and changes nothing. */
    private static void assertReachesNothing(Chromium page) {
        URI dynamoDb = system.cloud().dynamoDbEndpoint();
        URI stepFunctions = system.cloud().stepFunctionsEndpoint();
        assertThat(
                        page.run(
                                FETCH,
                                dynamoDb.toString(),
                                CALL.formatted("DynamoDB_20120810.ListTables")))
                .isEqualTo("failed");
        assertThat(
                        page.run(
                                FETCH,
                                stepFunctions.toString(),
                                CALL.formatted("AWSStepFunctions.ListStateMachines")))
                .isEqualTo("failed");
        assertThat(page.run(FETCH, gateway("/api/items").toString(), "{}")).isEqualTo("failed");
        assertThat(page.run(LOAD, "script", gateway("/console/main.js").toString()))
                .isEqualTo("failed");
        assertThat(page.run(WATCH, "ws://localhost:" + port() + "/api/events"))
                .isEqualTo("refused");
        WatchingClient client = system.connect();
        String id = system.cloud().gateway().connections().getLast().connectionId();
        assertThat(page.run(FETCH, gateway("/live/@connections/" + id).toString(), PUT))
                .isEqualTo("0 ");
        system.put("after " + id, "name", "Ada");
        await().until(() -> !client.texts().isEmpty());
        assertThat(client.texts()).doesNotContain("{}");
        client.close();
    }

    private static String watch(Chromium page) {
        return String.valueOf(page.run(WATCH, system.cloud().webSocketUri().toString()));
    }

    private static int port() {
        return system.cloud().webSocketUri().getPort();
    }

    private static URI gateway(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    private static URI page(String host) {
        return URI.create("http://%s:%d/".formatted(host, pages.port()));
    }
}
