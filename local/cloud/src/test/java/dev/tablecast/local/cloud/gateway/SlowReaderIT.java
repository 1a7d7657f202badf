package dev.tablecast.local.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import dev.tablecast.local.cloud.gateway.connection.GatewayLimits;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.LimitExceededException;

class SlowReaderIT {
    private static final String LARGE = "x".repeat(100_000);

    @Test
    void aClientThatDoesNotReadIsLimitedAndOthersDoNotNotice() throws Exception {
        try (WebSocketGateway gateway = Gateways.start();
                var management = Gateways.management(gateway);
                RawSocket stalled = RawSocket.connect(gateway, 8192)) {
            stalled.readHead();
            String slow = Gateways.openId(gateway);
            try (TestClient client = TestClient.connect(gateway)) {
                await().until(() -> gateway.connectionCount() == 2);
                String fast =
                        gateway.connections().stream()
                                .map(ConnectionInfo::connectionId)
                                .filter(id -> !id.equals(slow))
                                .findFirst()
                                .orElseThrow();

                LimitExceededException limited =
                        catchThrowableOfType(
                                LimitExceededException.class,
                                () ->
                                        IntStream.range(0, 200)
                                                .forEach(
                                                        i ->
                                                                Gateways.post(
                                                                        management, slow, LARGE)));
                assertThat(limited.statusCode()).isEqualTo(429);

                IntStream.range(0, 100).forEach(i -> Gateways.post(management, fast, "m" + i));
                await().until(() -> client.messages().size() == 100);
                assertThat(gateway.connectionCount()).isEqualTo(2);
            }
        }
    }

    @Test
    void whatWasTakenIsDeliveredOnceTheClientReads() throws Exception {
        GatewayLimits limits = GatewayLimits.aws().withSendBufferBytes(300_000);
        try (WebSocketGateway gateway = Gateways.builder().limits(limits).start();
                var management = Gateways.management(gateway);
                RawSocket stalled = RawSocket.connect(gateway, 8192)) {
            stalled.readHead();
            String id = Gateways.openId(gateway);
            AtomicInteger taken = new AtomicInteger();
            catchThrowableOfType(
                    LimitExceededException.class,
                    () -> {
                        while (taken.get() < 200) {
                            Gateways.post(management, id, LARGE);
                            taken.incrementAndGet();
                        }
                    });
            management.deleteConnection(r -> r.connectionId(id));

            assertThat(stalled.readCloseCode()).isEqualTo(1000);
            assertThat(stalled.dataBytes()).isEqualTo(taken.get() * LARGE.length());
        }
    }
}
