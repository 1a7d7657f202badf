package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The console's generator, controlled through the API. */
final class ConsoleGenerator {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI uri;

    ConsoleGenerator(TestSystem system) {
        uri = system.cloud().connectionsEndpoint().resolve("/api/generator");
    }

    void set(int clients, int changesPerSecond, boolean faults)
            throws IOException, InterruptedException {
        String settings =
                "{\"clients\":%d,\"changesPerSecond\":%d,\"faults\":%b}"
                        .formatted(clients, changesPerSecond, faults);
        send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(settings)));
    }

    void stop() throws IOException, InterruptedException {
        set(0, 0, false);
    }

    JsonNode state() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri));
    }

    private static JsonNode send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return WatchingClient.json(response.body());
    }
}
