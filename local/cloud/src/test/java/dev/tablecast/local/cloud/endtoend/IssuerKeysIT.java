package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Key rotation and outages of the issuer. */
class IssuerKeysIT {
    /** The longest delay of one connection, on a busy machine, when the issuer doesn't answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Issuer issuer;
    private TestSystem system;

    @BeforeEach
    void start() throws IOException {
        issuer = new Issuer();
        system =
                TestSystem.start(
                        "auth",
                        "jwt",
                        "jwtIssuer",
                        issuer.url(),
                        "jwtAudience",
                        Issuer.AUDIENCE,
                        "jwksUrl",
                        issuer.keysUrl());
    }

    @AfterEach
    void stop() {
        system.close();
        issuer.close();
    }

    @Test
    void aNewKeyIsAskedForOnceAndMadeUpOnesNotEachTime() throws IOException {
        String old = issuer.token();
        assertThat(status(old)).isEqualTo(101);
        assertThat(status(old)).isEqualTo(101);
        assertThat(issuer.keysAsked()).isEqualTo(1);

        issuer.rotate();

        assertThat(status(issuer.token())).isEqualTo(101);
        assertThat(status(issuer.token())).isEqualTo(101);
        assertThat(issuer.keysAsked()).isEqualTo(2);
        assertThat(status(old)).isEqualTo(401);
        assertThat(status(issuer.withUnknownKey())).isEqualTo(401);
        assertThat(status(issuer.withUnknownKey())).isEqualTo(401);
        assertThat(issuer.keysAsked()).isEqualTo(2);
    }

    @Test
    void whileTheIssuerIsAwayKnownKeysWorkAndUnknownOnesAreRefused() throws IOException {
        assertThat(status(issuer.token())).isEqualTo(101);

        issuer.stop();

        assertThat(status(issuer.token())).isEqualTo(101);
        assertThat(status(issuer.withUnknownKey())).isEqualTo(401);
        assertThat(status(issuer.token())).isEqualTo(101);
    }

    @Test
    void anIssuerThatNeverAnswersIsNotWaitedForByAnyoneAfterTheSecond() throws IOException {
        issuer.fallSilent();
        long start = System.nanoTime();

        assertThat(status(issuer.token())).isEqualTo(401);
        assertThat(status(issuer.token())).isEqualTo(401);
        assertThat(status(issuer.token())).isEqualTo(401);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        assertThat(issuer.keysAsked()).isEqualTo(2);
        assertThat(system.rows()).isEmpty();
    }

    private int status(String token) throws IOException {
        return RawHandshake.send(
                        system.cloud().webSocketUri(),
                        "Sec-WebSocket-Protocol: tablecast, bearer." + token)
                .status();
    }
}
