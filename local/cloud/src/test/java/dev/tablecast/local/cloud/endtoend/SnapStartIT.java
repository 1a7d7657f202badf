package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.testing.deployed.DeployedFunction;
import dev.tablecast.testing.http.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployable jar before its snapshot and after the restore. */
class SnapStartIT {
    /**
     * The class with which a connection manager shuts down when the garbage collector finds it,
     * such as the rehearsal's: no invocation waits for it.
     */
    private static final String LOADED_BY_THE_FINALIZER =
            "org.apache.http.impl.conn.PoolingHttpClientConnectionManager$2 ";

    private static final String CONNECTION = "R0oXAdfD0kwCH6w=";
    private static final String CREDENTIALS =
            """
            {"AccessKeyId": "any", "SecretAccessKey": "any", "Token": "any",
             "Expiration": "2099-01-01T00:00:00Z"}
            """;
    private static final String CONNECT =
            """
            {"headers": {"Sec-WebSocket-Protocol": "tablecast"},
             "requestContext": {"routeKey": "$connect", "eventType": "CONNECT",
               "connectedAt": 1795341600123, "connectionId": "R0oXAdfD0kwCH6w="}}
            """;
    private static final AtomicInteger ASKED_FOR_CREDENTIALS = new AtomicInteger();

    private static TestSystem system;
    private static TestServer container;

    @BeforeAll
    static void start() throws IOException {
        byte[] credentials = CREDENTIALS.getBytes(StandardCharsets.UTF_8);
        container =
                new TestServer()
                        .on(
                                "/",
                                exchange -> {
                                    ASKED_FOR_CREDENTIALS.incrementAndGet();
                                    TestServer.answer(exchange, 200, credentials);
                                });
        system =
                TestSystem.start(
                        "auth",
                        "jwt",
                        "jwtIssuer",
                        "https://issuer.test",
                        "jwtAudience",
                        "tablecast");
    }

    @AfterAll
    static void stop() {
        system.close();
        container.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorize",
                "connect",
                "disconnect",
                "post",
                "stream-trigger",
                "discarded-batches"
            })
    void beforeASnapshotAFunctionAsksNobodyAndChangesNothing(String name) throws Exception {
        int asked = ASKED_FOR_CREDENTIALS.get();
        try (var function =
                DeployedFunction.start(system.launch(name).forSnapshot(credentials()))) {
            assertThat(ASKED_FOR_CREDENTIALS).hasValue(asked);
            assertThat(system.rows()).isEmpty();
            // No warning of a rehearsal that failed, no refused token, no metrics.
            assertThat(function.log()).isEmpty();
        }
    }

    @Test
    void afterARestoreTheFirstInvocationTakesFreshCredentialsAndFindsItsClassesLoaded()
            throws Exception {
        int asked = ASKED_FOR_CREDENTIALS.get();
        try (var function =
                DeployedFunction.start(
                        system.launch("connect").withClassLog().forSnapshot(credentials()))) {
            int before = function.classes().size();

            function.restore();
            assertThat(function.invoke(CONNECT))
                    .contains("\"statusCode\":200")
                    .contains("tablecast");

            assertThat(system.rows()).containsExactly(CONNECTION);
            assertThat(ASKED_FOR_CREDENTIALS.get()).isGreaterThan(asked);
            var late = function.classes().subList(before, function.classes().size());
            assertThat(late)
                    .hasSizeLessThan(before / 50)
                    .noneMatch(line -> line.contains(" dev.tablecast."))
                    .noneMatch(line -> line.contains(" software.amazon.awssdk.auth."))
                    .noneMatch(line -> line.contains(" com.amazonaws.lambda.thirdparty.com.f"))
                    .noneMatch(
                            line ->
                                    line.contains(" org.apache.http.")
                                            && !line.contains(LOADED_BY_THE_FINALIZER));
        } finally {
            system.deleteRow(CONNECTION);
        }
    }

    @Test
    void withoutASnapshotNothingIsRehearsed() throws Exception {
        try (var function = DeployedFunction.start(system.launch("connect").withClassLog())) {
            assertThat(function.invoke(CONNECT)).contains("\"statusCode\":200");

            assertThat(function.classes())
                    .anyMatch(line -> line.contains(" dev.tablecast.functions.connection."))
                    .noneMatch(line -> line.contains("LoopbackService"));
        } finally {
            system.deleteRow(CONNECTION);
        }
    }

    private static URI credentials() {
        return URI.create(container.uri() + "/");
    }
}
