package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stack with {@code rowAccess} lets in whoever has the claims that it names. */
class RowAccessClaimsIT {
    private static Issuer issuer;
    private static TestSystem system;

    @BeforeAll
    static void start() throws IOException {
        issuer = new Issuer();
        system =
                TestSystem.start(
                        "auth",
                        "jwt",
                        "jwtIssuer",
                        issuer.url(),
                        "jwtAudience",
                        Issuer.AUDIENCE,
                        "rowAccess",
                        "tenant = :claim.tenant AND (#public = :true OR team IN (:claim.teams))");
    }

    @AfterAll
    static void stop() throws IOException {
        system.close();
        issuer.close();
    }

    @Test
    void aTokenWithTheClaimsLetsIn() {
        String token = issuer.token(t -> t.claim("tenant", "t1").claim("teams", List.of("a", "b")));

        WatchingClient client =
                system.connect(
                        WatchingClient.builder().subprotocols("tablecast", "bearer." + token));

        assertThat(system.rows()).hasSize(1);
        client.close();
        await().until(() -> system.rows().isEmpty());
    }

    @Test
    void aTokenWithoutAClaimOrWithOneOfAnotherShapeIsForbiddenAndLeavesNoRow() throws IOException {
        for (String token :
                List.of(
                        issuer.token(),
                        issuer.token(t -> t.claim("tenant", "t1")),
                        issuer.token(t -> t.claim("tenant", Map.of("id", 1)).claim("teams", "a")),
                        issuer.token(t -> t.claim("tenant", "t".repeat(2048)).claim("teams", 1)))) {
            assertThat(
                            RawHandshake.send(
                                            system.cloud().webSocketUri(),
                                            "Authorization: Bearer " + token)
                                    .status())
                    .isEqualTo(403);
        }
        assertThat(system.rows()).isEmpty();
    }
}
