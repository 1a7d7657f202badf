package dev.tablecast.local.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import dev.tablecast.local.cloud.gateway.connection.GatewayLimits;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;

class ManagementApiIT {
    private static final String UNKNOWN = "R0oXAdfD0kwCH6w=";

    private final ScriptedFunction disconnect = ScriptedFunction.ok();
    private WebSocketGateway gateway;
    private ApiGatewayManagementApiClient management;
    private TestClient client;
    private String id;

    @BeforeEach
    void connect() {
        gateway = Gateways.start(disconnect.on("$disconnect"));
        management = Gateways.management(gateway);
        client = TestClient.connect(gateway);
        id = Gateways.openId(gateway);
    }

    @AfterEach
    void stop() {
        client.close();
        management.close();
        gateway.close();
    }

    @Test
    void aPostIsATextFrame() {
        Gateways.post(management, id, "{\"zip\":\"Zürich ✓\"}");

        await().until(() -> client.messages().equals(List.of("{\"zip\":\"Zürich ✓\"}")));
    }

    @Test
    void postsArriveInOrder() {
        List<String> sent = IntStream.range(0, 500).mapToObj(String::valueOf).toList();
        sent.forEach(text -> Gateways.post(management, id, text));

        await().until(() -> client.messages().size() == sent.size());
        assertThat(client.messages()).isEqualTo(sent);
    }

    @Test
    void theFramesOfTwoLargeMessagesDoNotMix() {
        List<String> letters = List.of("a", "b", "c", "d");
        letters.parallelStream()
                .forEach(letter -> Gateways.post(management, id, letter.repeat(100_000)));

        await().until(() -> client.messages().size() == letters.size());
        assertThat(client.messages())
                .containsExactlyInAnyOrderElementsOf(
                        letters.stream().map(letter -> letter.repeat(100_000)).toList());
    }

    @Test
    void bytesThatAreNotUtf8BecomeReplacementCharacters() {
        management.postToConnection(
                r ->
                        r.connectionId(id)
                                .data(SdkBytes.fromByteArray(new byte[] {'a', (byte) 0xFF})));

        await().until(() -> client.messages().equals(List.of("a\uFFFD")));
    }

    @Test
    void aPostOf128KbIsTakenAndALargerOneIsTooLarge() {
        String largest = "x".repeat(GatewayLimits.MESSAGE_BYTES);
        Gateways.post(management, id, largest);

        await().until(() -> client.messages().equals(List.of(largest)));
        assertThatThrownBy(() -> Gateways.post(management, id, largest + "x"))
                .isInstanceOf(PayloadTooLargeException.class);
    }

    @Test
    void aBodyOfUnknownLengthIsTooLargeAsWell() throws Exception {
        byte[] large = new byte[GatewayLimits.MESSAGE_BYTES + 1];
        HttpResponse<String> response =
                call(
                        "POST",
                        "/live/@connections/" + id,
                        BodyPublishers.ofInputStream(
                                () -> (InputStream) new java.io.ByteArrayInputStream(large)));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("x-amzn-ErrorType"))
                .contains("PayloadTooLargeException");
    }

    @Test
    void aGetDescribesTheConnection() {
        ConnectionInfo before = gateway.connections().getFirst();
        var described = management.getConnection(r -> r.connectionId(id));

        assertThat(described.connectedAt()).isEqualTo(before.connectedAt());
        assertThat(described.lastActiveAt()).isEqualTo(before.lastActiveAt());
        assertThat(described.identity().sourceIp()).isEqualTo(before.sourceIp()).isNotEmpty();
        assertThat(described.identity().userAgent()).startsWith("Java-http-client");
        Gateways.post(management, id, "x");
        assertThat(management.getConnection(r -> r.connectionId(id)).lastActiveAt())
                .isAfterOrEqualTo(before.lastActiveAt());
    }

    @Test
    void aDeleteClosesTheSocketAndIsReported() throws Exception {
        management.deleteConnection(r -> r.connectionId(id));

        assertThat(client.awaitClosed())
                .isEqualTo(new TestClient.Closed(1000, "Connection Closed Normally"));
        await().until(() -> disconnect.events().size() == 1);
        assertThat(
                        disconnect
                                .events()
                                .getFirst()
                                .path("requestContext")
                                .path("disconnectStatusCode")
                                .asInt())
                .isEqualTo(1000);
        assertThatThrownBy(() -> Gateways.post(management, id, "x"))
                .isInstanceOf(GoneException.class);
    }

    @Test
    void anUnknownConnectionIsGone() {
        GoneException gone =
                catchThrowableOfType(
                        GoneException.class, () -> Gateways.post(management, UNKNOWN, "x"));

        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.awsErrorDetails().errorMessage()).isEqualTo("Gone");
        assertThat(gone.requestId()).isNotEmpty();
        assertThatThrownBy(() -> management.getConnection(r -> r.connectionId(UNKNOWN)))
                .isInstanceOf(GoneException.class);
        assertThatThrownBy(() -> management.deleteConnection(r -> r.connectionId(UNKNOWN)))
                .isInstanceOf(GoneException.class);
    }

    @Test
    void anUnknownStageIsForbidden() {
        try (var other =
                Gateways.management(URI.create("http://localhost:" + gateway.port() + "/other"))) {
            assertThatThrownBy(() -> Gateways.post(other, id, "x"))
                    .isInstanceOf(ForbiddenException.class);
        }
    }

    @Test
    void anIdMayBeEncodedOrNot() throws Exception {
        for (String encoded : List.of(id, id.replace("=", "%3D"), id.replace("=", "%3d"))) {
            assertThat(post("/live/@connections/" + encoded).statusCode()).isEqualTo(200);
        }
        assertThat(post("/live/%40connections/" + id.replace("=", "%3D")).statusCode())
                .isEqualTo(200);
        await().until(() -> client.messages().size() == 4);
    }

    @Test
    void errorsHaveTheIdsInTheirBody() throws Exception {
        HttpResponse<String> response = post("/live/@connections/" + UNKNOWN);

        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("GoneException");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body())
                .matches(
                        "\\{\"message\": \"Gone\", \"connectionId\":\"%s\", \"requestId\":\"[\\w=-]+\"}"
                                .formatted(UNKNOWN));
    }

    @Test
    void anotherMethodHasNoAuthenticationToken() throws Exception {
        HttpResponse<String> response =
                call("PUT", "/live/@connections/" + id, BodyPublishers.ofString("x"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("{\"message\": \"Missing Authentication Token\"}");
    }

    private HttpResponse<String> post(String path) throws Exception {
        return call("POST", path, BodyPublishers.ofString("x"));
    }

    private HttpResponse<String> call(String method, String path, HttpRequest.BodyPublisher body)
            throws Exception {
        URI uri = URI.create("http://localhost:" + gateway.port() + path);
        return TestClient.HTTP.send(
                HttpRequest.newBuilder(uri).method(method, body).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
