package dev.tablecast.local.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.gateway.ManagementFaults.Answer;
import dev.tablecast.local.cloud.gateway.ManagementFaults.AnswerAfterwards;
import dev.tablecast.local.cloud.gateway.ManagementFaults.Call;
import dev.tablecast.local.cloud.gateway.ManagementFaults.Delay;
import dev.tablecast.local.cloud.gateway.ManagementFaults.None;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.LimitExceededException;

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
    void aDelayedCallIsCarriedOutLater() {
        fault.set(new Delay(Duration.ofMillis(150)));
        long before = System.nanoTime();
        Gateways.post(management, id, "x");

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThanOrEqualTo(Duration.ofMillis(150));
        await().until(() -> client.messages().equals(List.of("x")));
    }
}
