package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console's API is what {@code docs/console-api.md} says, no less and no more. */
class DocumentedApiIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestSystem system;
    private static String execution = "";

    @BeforeAll
    static void start() throws Exception {
        system = TestSystem.start();
        system.put("documented", "name", "Ada");
        await().until(() -> !json("/api/executions").path("executions").isEmpty());
        execution = json("/api/executions").at("/executions/0/arn").asText();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void everyRequestIsServedAsDocumented() throws Exception {
        List<Documented> requests = Documented.all();

        assertThat(requests).hasSize(14);
        for (Documented request : requests) {
            String body = request.body().replace("{…}", "{\"id\":{\"S\":\"documented\"}}");
            assertThat(send(request.method(), request.path(), body).statusCode())
                    .as(request.toString())
                    .isEqualTo(request.status());
        }
        send("PUT", "/api/generator", "{\"clients\":0,\"changesPerSecond\":0,\"faults\":false}");
    }

    @Test
    void noOtherMethodIsAllowed() throws Exception {
        var methods = new TreeMap<String, Set<String>>();
        for (Documented request : Documented.all()) {
            Set<String> allowed = methods.computeIfAbsent(request.path(), path -> new TreeSet<>());
            allowed.add(request.method());
            if (request.method().equals("GET")) {
                allowed.add("HEAD");
            }
        }

        for (var path : methods.entrySet()) {
            HttpResponse<String> refused = send("PATCH", path.getKey(), "{}");
            assertThat(refused.statusCode()).as(path.getKey()).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow").orElseThrow().split(", "))
                    .as(path.getKey())
                    .containsExactlyInAnyOrderElementsOf(path.getValue());
        }
    }

    /** A line of the table of requests. */
    private record Documented(String method, String path, String body, int status) {
        private static final Pattern LINE =
                Pattern.compile("\\| `([A-Z]+) (/api/\\S+)` \\| (?:`(.*?)`)? ?\\| (204)?.*\\|");

        static List<Documented> all() throws IOException {
            Path page = Path.of(System.getProperty("tablecast.project"), "docs/console-api.md");
            return LINE.matcher(Files.readString(page))
                    .results()
                    .map(
                            line ->
                                    new Documented(
                                            line.group(1),
                                            line.group(2),
                                            Objects.requireNonNullElse(line.group(3), ""),
                                            line.group(4) == null ? 200 : 204))
                    .toList();
        }
    }

    /** Sends a request, with an existing id in place of the path's. */
    private static HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        String known =
                path.startsWith("/api/connections/")
                        ? path.replace("{id}", newConnection())
                        : path.replace("{arn}", execution).replace("{id}", "2");
        URI root = system.cloud().connectionsEndpoint();
        return HTTP.send(
                HttpRequest.newBuilder(root.resolve(known))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Connects a client and returns its id; each request has its own, as some close it. */
    private static String newConnection() throws IOException, InterruptedException {
        system.connect();
        return json("/api/connections").at("/connections/0/connectionId").asText();
    }

    private static JsonNode json(String path) throws IOException, InterruptedException {
        return WatchingClient.json(send("GET", path, "").body());
    }
}
