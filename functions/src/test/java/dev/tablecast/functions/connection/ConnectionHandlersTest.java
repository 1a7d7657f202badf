package dev.tablecast.functions.connection;

import static dev.tablecast.functions.Invocation.event;
import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.functions.settings.InvalidSettingsException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionHandlersTest {
    private static final String ID = "R0oXAdfD0kwCH6w=";

    private final Map<String, Connection> rows = new LinkedHashMap<>();
    private final Connections connections =
            new Connections() {
                @Override
                public void put(Connection connection) {
                    rows.put(connection.connectionId(), connection);
                }

                @Override
                public void remove(String connectionId) {
                    rows.remove(connectionId);
                }
            };

    @Test
    void connectPutsTheRowAndAcceptsTheConnection() {
        JsonNode answer = invoke(connectHandler(List.of()), event("connect"));

        assertThat(answer).isEqualTo(json("{'statusCode': 200}"));
        assertThat(rows)
                .containsOnly(
                        Map.entry(ID, new Connection(ID, Instant.ofEpochMilli(1795341600123L))));
    }

    @Test
    void theRowExpiresWhenApiGatewayEndsTheConnection() {
        invoke(connectHandler(List.of()), event("connect"));

        assertThat(rows.get(ID).expiresAt()).isEqualTo(Instant.parse("2026-11-22T12:00:00.123Z"));
    }

    @Test
    void aFailingPutRefusesTheConnection() {
        var handler =
                new ConnectHandler(
                        new Connections() {
                            @Override
                            public void put(Connection connection) {
                                throw new IllegalStateException("the table doesn't answer");
                            }

                            @Override
                            public void remove(String connectionId) {}
                        },
                        new AllowedOrigins(List.of()));

        assertThatThrownBy(() -> invoke(handler, event("connect")))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "chat;chat",
                "chat, superchat;chat",
                "token.abc, tablecast;tablecast",
                " , tablecast ;tablecast"
            })
    void anOfferedSubProtocolIsAnswered(String offer, String chosen) {
        JsonNode answer =
                invoke(connectHandler(List.of()), connectWith("sec-websocket-protocol", offer));

        assertThat(answer.at("/headers/Sec-WebSocket-Protocol").textValue()).isEqualTo(chosen);
    }

    @Test
    void anOriginThatIsNotAllowedIsRefusedAndLeavesNoRow() {
        JsonNode answer =
                invoke(connectHandler(List.of("https://other.example.com")), event("connect"));

        assertThat(answer).isEqualTo(json("{'statusCode': 403}"));
        assertThat(rows).isEmpty();
    }

    @Test
    void anAllowedOriginMayConnectWhateverItsCase() {
        JsonNode answer =
                invoke(connectHandler(List.of("HTTPS://App.Example.com")), event("connect"));

        assertThat(answer.get("statusCode").intValue()).isEqualTo(200);
    }

    @Test
    void aClientWithoutAnOriginIsNoBrowserAndMayConnect() {
        JsonNode event = event("connect");
        ((ObjectNode) event.get("headers")).remove("Origin");

        JsonNode answer = invoke(connectHandler(List.of("https://other.example.com")), event);

        assertThat(answer.get("statusCode").intValue()).isEqualTo(200);
    }

    @Test
    void disconnectDeletesTheRow() {
        rows.put(ID, new Connection(ID, Instant.EPOCH));

        JsonNode answer = invoke(new DisconnectHandler(connections), event("disconnect"));

        assertThat(answer).isEqualTo(json("{'statusCode': 200}"));
        assertThat(rows).isEmpty();
    }

    @Test
    void disconnectWithoutARowIsNoError() {
        JsonNode answer = invoke(new DisconnectHandler(connections), event("disconnect"));

        assertThat(answer).isEqualTo(json("{'statusCode': 200}"));
    }

    @Test
    void aMissingTableIsNamed() {
        assertThatThrownBy(() -> new ConnectHandler(Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("CONNECTIONS_TABLE is not set");
    }

    private ConnectHandler connectHandler(List<String> allowedOrigins) {
        return new ConnectHandler(connections, new AllowedOrigins(allowedOrigins));
    }

    private static JsonNode connectWith(String header, String value) {
        JsonNode event = event("connect");
        ((ObjectNode) event.get("headers")).put(header, value);
        return event;
    }
}
