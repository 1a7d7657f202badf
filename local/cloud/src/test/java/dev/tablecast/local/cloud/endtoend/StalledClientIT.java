package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.testing.watching.WatchingClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.LimitExceededException;

/** A client whose socket stops draining, and others beside it. */
class StalledClientIT {
    /** More than the buffers of gateway, kernel and client hold together. */
    private static final int MORE_THAN_FITS = 2_000;

    private static final String FILLING = "x".repeat(30_000);
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system =
                TestSystem.start(
                        options ->
                                options.withLimits(options.limits().withSendBufferBytes(200_000)),
                        "projection",
                        "ALL");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void disconnect() {
        system.disconnectAll();
    }

    @Test
    void itsPostsAreLimitedAndWhatWasTakenArrivesInOrderOnceItResumes() {
        WatchingClient client = system.connect();
        String id = onlyConnection();
        client.stall();
        client.resume();
        post(id, "before");
        await().until(() -> client.texts().equals(List.of("before")));
        client.stall();

        List<String> taken = postUntilLimited(id);
        assertThat(taken).hasSizeLessThan(MORE_THAN_FITS);
        assertThat(client.texts()).hasSizeLessThan(taken.size());

        client.resume();
        await().until(() -> client.texts().size() > taken.size());
        assertThat(client.texts().subList(1, client.texts().size()).equals(taken)).isTrue();
        assertThat(client.closed()).isNotDone();
        post(id, "after");
        await().until(() -> client.texts().getLast().equals("after"));
    }

    @Test
    void itsNeighboursReadOn() {
        WatchingClient stalled = system.connect();
        String id = onlyConnection();
        stalled.stall();
        postUntilLimited(id);
        WatchingClient other = system.connect();

        post(
                system.cloud().gateway().connections().stream()
                        .map(info -> info.connectionId())
                        .filter(connection -> !connection.equals(id))
                        .findFirst()
                        .orElseThrow(),
                "hello");

        await().until(() -> other.texts().equals(List.of("hello")));
        stalled.resume();
    }

    @Test
    void aClientThatStopsReadingIsClosedAndReadsNothingBeyondTheGap() {
        WatchingClient stalled = system.connect();
        String id = onlyConnection();
        stalled.stall();
        List<String> taken = postUntilLimited(id);
        WatchingClient other = system.connect();

        system.put("too-much", "value", FILLING);
        await().until(() -> other.values("/keys/id").equals(List.of("too-much")));
        await().until(() -> !system.rows().contains(id));
        system.put("later", "value", "1");
        await().until(() -> other.values("/keys/id").equals(List.of("too-much", "later")));
        stalled.resume();

        await().until(() -> stalled.closed().isDone());
        assertThat(taken.subList(0, stalled.texts().size())).isEqualTo(stalled.texts());
    }

    /** Posts numbered messages; returns those that were taken. */
    private static List<String> postUntilLimited(String id) {
        var taken = new ArrayList<String>();
        try {
            while (taken.size() < MORE_THAN_FITS) {
                String text = taken.size() + FILLING;
                post(id, text);
                taken.add(text);
            }
        } catch (LimitExceededException e) {
            assertThat(e.statusCode()).isEqualTo(429);
        }
        return taken;
    }

    private static void post(String id, String text) {
        system.connectionsApi()
                .postToConnection(
                        request -> request.connectionId(id).data(SdkBytes.fromUtf8String(text)));
    }

    private static String onlyConnection() {
        return system.cloud().gateway().connections().getFirst().connectionId();
    }
}
