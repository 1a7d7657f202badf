package dev.tablecast.local.console;

import static dev.tablecast.local.console.TestConsole.errorCode;
import static dev.tablecast.local.console.TestConsole.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsEndpointIT {
    private static final Instant TIME = Instant.parse("2026-11-22T19:49:00Z");

    private final TestConsole console = new TestConsole();

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void theNewestConnectionIsFirst() throws Exception {
        console.connections.add("older", TIME);
        console.connections.add("newer", TIME.plusSeconds(60));

        JsonNode json = json(console.get("/api/connections"));

        assertThat(json.path("total").asInt()).isEqualTo(2);
        assertThat(json.path("connections").findValuesAsText("connectionId"))
                .containsExactly("newer", "older");
        JsonNode older = json.at("/connections/1");
        assertThat(older.path("state").asText()).isEqualTo("OPEN");
        assertThat(older.path("connectedAt").asText()).isEqualTo(TIME.toString());
        assertThat(older.path("lastActiveAt").asText()).isEqualTo(TIME.plusSeconds(1).toString());
        assertThat(older.path("sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(older.path("userAgent").asText()).isEqualTo("agent");
        assertThat(older.has("lastPost")).isFalse();
    }

    @Test
    void aConnectionHasItsLastPostAndItsPosition() throws Exception {
        console.connections.add("a", TIME);
        console.connectionLog.opened("a");
        console.connectionLog.posted(
                "a",
                "{\"type\":\"changes\",\"epoch\":\"k3\",\"from\":4712,\"to\":4718,\"changes\":[]}");
        console.connectionLog.answered("a", OptionalInt.of(200));

        JsonNode shown = json(console.get("/api/connections")).at("/connections/0");

        assertThat(shown.at("/lastPost/status").asInt()).isEqualTo(200);
        assertThat(shown.path("position").asText()).isEqualTo("k3.4718");
    }

    @Test
    void aConnectionThatHasEndedKeepsItsLastPost() throws Exception {
        OpenConnection connection = console.connections.add("a", TIME);
        console.connectionLog.opened("a");
        console.connectionLog.answered("a", OptionalInt.empty());
        console.connections.cut("a");
        console.connectionLog.closed(connection, 1006);

        JsonNode json = json(console.get("/api/connections"));

        assertThat(json.path("connections")).isEmpty();
        JsonNode ended = json.at("/ended/0");
        assertThat(ended.path("connectionId").asText()).isEqualTo("a");
        assertThat(ended.path("closeCode").asInt()).isEqualTo(1006);
        assertThat(ended.path("lastPost").has("at")).isTrue();
        assertThat(ended.path("lastPost").has("status")).isFalse();
    }

    @Test
    void aPostToAnUnknownConnectionIsIgnored() throws Exception {
        console.connectionLog.answered("none", OptionalInt.of(410));
        console.connections.add("none", TIME);

        assertThat(json(console.get("/api/connections")).at("/connections/0").has("lastPost"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /api/connections/a, close a", "POST, /api/connections/a/cut, cut a"})
    void aConnectionIsEndedOnce(String method, String path, String ended) throws Exception {
        console.connections.add("a", TIME);

        HttpResponse<String> first = console.sendJson(method, path, "");
        HttpResponse<String> second = console.sendJson(method, path, "");

        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(console.connections.ended).isEqualTo(List.of(ended));
        assertThat(second.statusCode()).isEqualTo(404);
        assertThat(errorCode(second)).isEqualTo("NotFound");
    }
}
