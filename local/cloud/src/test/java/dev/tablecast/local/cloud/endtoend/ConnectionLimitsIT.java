package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.functions.limits.Subject;
import dev.tablecast.local.cloud.SchedulePace;
import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bounds on connections, with the counters in their table. */
class ConnectionLimitsIT {
    private Issuer issuer;
    private TestSystem system;

    @BeforeEach
    void start() throws IOException {
        issuer = new Issuer();
        system =
                TestSystem.start(
                        options -> options.withPace(SchedulePace.every(Duration.ofMillis(500))),
                        "auth",
                        "jwt",
                        "jwtIssuer",
                        issuer.url(),
                        "jwtAudience",
                        Issuer.AUDIENCE,
                        "pruneGraceSeconds",
                        "1",
                        "maximumConnections",
                        "3",
                        "maximumConnectionsPerSubject",
                        "2");
    }

    @AfterEach
    void stop() {
        system.close();
        issuer.close();
    }

    @Test
    void whoIsOverABoundIsRefusedUntilThereIsRoom() throws IOException {
        WatchingClient first = connect("ada");
        WatchingClient second = connect("ada");

        assertThat(statusFor("ada")).isEqualTo(429);
        connect("bob");
        assertThat(statusFor("carol")).isEqualTo(429);
        assertThat(system.rows()).hasSize(3);

        first.close();
        await().until(() -> system.rows().size() == 2);
        await().until(() -> counts().equals(Map.of("all", 2L, "ada", 1L, "bob", 1L)));
        connect("ada");
        assertThat(second.closed()).isNotDone();
    }

    /** A client that is cut has no {@code $disconnect}: only the sweep finds that it is gone. */
    @Test
    void theSweepMakesRoomForWhoeverHasGoneWithoutAWord() throws IOException {
        connect("ada").cut();
        connect("ada").cut();
        assertThat(statusFor("ada")).isEqualTo(429);
        await().until(() -> system.cloud().gateway().connections().isEmpty());

        await().until(
                        () -> {
                            system.put("finds-the-gone", "value", Long.toString(System.nanoTime()));
                            return system.rows().isEmpty();
                        });

        await().until(() -> counts().isEmpty());
        connect("ada");
    }

    @Test
    void aBroadcastReadsNoCounterAsAConnection() {
        WatchingClient client = connect("ada");

        system.put("1", "value", "1");

        await().until(() -> client.values("/keys/id").contains("1"));
        assertThat(system.rows()).hasSize(1);
        assertThat(system.cloud().tableNames())
                .containsExactly("ChangeLog", "ConnectionCounts", "Items", "WebSocketManager");
    }

    private WatchingClient connect(String sub) {
        return system.connect(
                WatchingClient.builder().header("Authorization", "Bearer " + token(sub)));
    }

    private int statusFor(String sub) throws IOException {
        return RawHandshake.send(
                        system.cloud().webSocketUri(), "Authorization: Bearer " + token(sub))
                .status();
    }

    private String token(String sub) {
        return issuer.token(claims -> claims.subject(sub));
    }

    /** The counters, with the subjects' names in place of their hashes. */
    private Map<String, Long> counts() {
        return system
                .dynamoDb()
                .scanPaginator(request -> request.tableName("ConnectionCounts"))
                .items()
                .stream()
                .collect(
                        Collectors.toMap(
                                item -> name(item.get("Counter").s()),
                                item -> Long.parseLong(item.get("Connections").n())));
    }

    private static String name(String counter) {
        return counter.replace("subject " + Subject.of("ada").hash(), "ada")
                .replace("subject " + Subject.of("bob").hash(), "bob");
    }
}
