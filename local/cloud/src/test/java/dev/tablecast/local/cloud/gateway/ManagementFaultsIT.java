package dev.tablecast.local.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults.Answer;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults.AnswerAfterwards;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults.Call;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults.Delay;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults.None;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults.Reset;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults.ResetAfterwards;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.LimitExceededException;

/**
 * The client is the SDK on the HTTP client that the functions have: on {@code HttpURLConnection} a
 * reset within the head of an answer is no SdkClientException.
 */
class ManagementFaultsIT {
    private final AtomicReference<ManagementFaults.Fault> fault = new AtomicReference<>(new None());
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private WebSocketGateway gateway;
    private ApiGatewayManagementApiClient management;
    private TestClient client;
    private String id;

    @BeforeEach
    void connect() {
        gateway =
                Gateways.builder()
                        .faults(
                                call -> {
                                    calls.add(call);
                                    return fault.get();
                                })
                        .start();
        management = Gateways.management(gateway.managementUri(), ApacheHttpClient.builder());
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
    void everyCallIsAskedAbout() {
        Gateways.post(management, id, "x");
        management.getConnection(r -> r.connectionId(id));

        assertThat(calls).containsExactly(new Call("POST", id), new Call("GET", id));
    }

    @Test
    void anAnswerTakesThePlaceOfTheCall() {
        fault.set(new Answer(429));
        assertThatThrownBy(() -> Gateways.post(management, id, "lost"))
                .isInstanceOf(LimitExceededException.class);
        fault.set(new None());
        Gateways.post(management, id, "x");

        await().until(() -> client.messages().equals(List.of("x")));
    }

    @Test
    void anAnswerAfterwardsHidesASuccess() {
        fault.set(new AnswerAfterwards(500));

        assertThatThrownBy(() -> Gateways.post(management, id, "x"))
                .isInstanceOfSatisfying(
                        ApiGatewayManagementApiException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(500));
        await().until(() -> client.messages().equals(List.of("x")));
    }

    @Test
    void aResetCallIsNotCarriedOutAndHasNoAnswer() {
        fault.set(new Reset());
        assertThatThrownBy(() -> Gateways.post(management, id, "lost"))
                .isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> management.deleteConnection(r -> r.connectionId(id)))
                .isInstanceOf(SdkClientException.class);
        fault.set(new None());
        Gateways.post(management, id, "x");

        await().until(() -> client.messages().equals(List.of("x")));
    }

    @Test
    void aResetAfterwardsHidesASuccess() {
        fault.set(new ResetAfterwards());
        assertThatThrownBy(() -> Gateways.post(management, id, "x"))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("reset");
        fault.set(new None());
        Gateways.post(management, id, "y");

        await().until(() -> client.messages().equals(List.of("x", "y")));
    }

    @Test
    void aResetAfterwardsIsAResetWithinTheHeadOfTheAnswer() throws IOException {
        fault.set(new ResetAfterwards());
        try (var socket = new Socket("127.0.0.1", gateway.port())) {
            socket.getOutputStream().write(getOf(id));

            assertThat(readUntilReset(socket))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .doesNotContain("\r\n\r\n");
        }
    }

    @Test
    void aResetIsNoOrderlyEnd() throws IOException {
        fault.set(new Reset());
        try (var socket = new Socket("127.0.0.1", gateway.port())) {
            socket.getOutputStream().write(getOf(id));

            assertThat(readUntilReset(socket)).isEmpty();
        }
    }

    @Test
    void whoeverIsNotResetIsServedOn() {
        fault.set(new Reset());
        try (var other = Gateways.management(gateway)) {
            assertThatThrownBy(() -> Gateways.post(other, id, "lost"))
                    .isInstanceOf(SdkClientException.class);
        }
        fault.set(new None());

        assertThat(management.getConnection(r -> r.connectionId(id)).connectedAt()).isNotNull();
    }

    private static byte[] getOf(String id) {
        return "GET /live/@connections/%s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .formatted(id.replace("=", "%3D"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the bytes before the reset of the connection; fails if it ends in any other way. */
    private static String readUntilReset(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        var read = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        assertThatThrownBy(
                        () -> {
                            for (int next = in.read(); next >= 0; next = in.read()) {
                                read.write(next);
                            }
                        })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        return read.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void aDelayedCallIsCarriedOutLater() {
        fault.set(new Delay(Duration.ofMillis(150)));
        long before = System.nanoTime();
        Gateways.post(management, id, "x");

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThanOrEqualTo(Duration.ofMillis(150));
        await().until(() -> client.messages().equals(List.of("x")));
    }
}
