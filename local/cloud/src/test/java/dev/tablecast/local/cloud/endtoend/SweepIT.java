package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.SchedulePace;
import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo.State;
import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The end of connections without changes of the table, by the program's schedule at another rate.
 */
class SweepIT {
    private static final ScriptedFaults LOG = new ScriptedFaults();
    private static Issuer issuer;
    private static TestSystem system;

    @BeforeAll
    static void start() throws IOException {
        issuer = new Issuer();
        system =
                TestSystem.start(
                        options ->
                                options.withFunctionLog(LOG)
                                        .withPace(SchedulePace.every(Duration.ofMillis(500))),
                        "auth",
                        "jwt",
                        "jwtIssuer",
                        issuer.url(),
                        "jwtAudience",
                        Issuer.AUDIENCE,
                        "pruneGraceSeconds",
                        "1");
    }

    @AfterAll
    static void stop() {
        system.close();
        issuer.close();
    }

    @AfterEach
    void disconnect() {
        system.disconnectAll();
        LOG.clear();
    }

    @Test
    void aConnectionIsClosedAtTheEndOfItsTokenThoughNothingChangesAndItsRowDoesNotGoBefore() {
        Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 8);
        WatchingClient ending = connect(end);
        String id = onlyOpen().connectionId();
        WatchingClient other = connect(Instant.now().plusSeconds(600));

        await().until(
                        () -> {
                            boolean openBefore = isOpen(id);
                            boolean row = !system.row(id).isEmpty();
                            assertThat(row || !openBefore || !isOpen(id))
                                    .as("open, and without its row")
                                    .isTrue();
                            return ending.closed().isDone();
                        });

        assertThat(Instant.now()).isAfterOrEqualTo(end);
        await().until(() -> system.row(id).isEmpty());
        assertThat(other.closed()).isNotDone();
        assertThat(system.rows()).hasSize(1);
        await().until(() -> LOG.sum("Expired") == 1);
        assertThat(LOG.sum("Closed")).isZero();
    }

    @Test
    void aSweepCountsTheConnectionsThatAreLeft() {
        connect(Instant.now().plusSeconds(600));
        connect(Instant.now().plusSeconds(600));

        await().until(
                        () ->
                                !LOG.metrics().isEmpty()
                                        && LOG.metrics().getLast().path("Connections").asInt()
                                                == 2);
    }

    @Test
    void aRowOlderThanAConnectionCanBeGoesOnceItsConnectionIsKnownToBeGone() {
        system.putRow("Z2hvc3Q=", Instant.now().minus(Duration.ofHours(3)).toEpochMilli());
        system.putRow("eW91bmc=", Instant.now().minus(Duration.ofHours(1)).toEpochMilli());

        await().until(() -> system.rows().equals(List.of("eW91bmc=")));
        system.deleteRow("eW91bmc=");
    }

    @Test
    void anOpenConnectionWithSuchARowIsClosedFirst() {
        WatchingClient client = connect(Instant.now().plusSeconds(600));
        system.putRow(
                system.rows().getFirst(), Instant.now().minus(Duration.ofHours(3)).toEpochMilli());

        await().until(() -> client.closed().isDone());
        await().until(() -> system.rows().isEmpty());
    }

    private static WatchingClient connect(Instant end) {
        String token = issuer.token(claims -> claims.expirationTime(Date.from(end)));
        return system.connect(
                WatchingClient.builder().subprotocols("tablecast", "bearer." + token));
    }

    private static ConnectionInfo onlyOpen() {
        assertThat(system.cloud().gateway().connections()).hasSize(1);
        return system.cloud().gateway().connections().getFirst();
    }

    private static boolean isOpen(String id) {
        return system.cloud().gateway().connections().stream()
                .anyMatch(info -> info.connectionId().equals(id) && info.state() == State.OPEN);
    }
}
