package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.testing.watching.WatchingClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console's view of the connections, and its generator, used as a person would. */
class ConnectionsPageIT {
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.start("projection", "ALL");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void disconnect() throws Exception {
        new ConsoleGenerator(system).stop();
        system.closeClients();
    }

    @Test
    void whoIsConnectedIsListedWithTheLastOutcome() {
        try (var page = open()) {
            system.connect();
            page.browser().awaitText("#connections-rows", "Java-http-client");
            page.browser().awaitText("#connections-rows", "Chrome");
            page.browser().awaitText("#connections-rows", "none yet");

            system.put("posted", "name", "Ada");

            await().untilAsserted(
                            () ->
                                    assertThat(page.browser().texts("#connections-rows > tr"))
                                            .hasSize(2)
                                            .allMatch(row -> row.contains("delivered")));
            page.assertSilent();
        }
    }

    @Test
    void whatEachIsSubscribedToIsListed() {
        try (var page = open()) {
            page.browser().awaitText("#connections-rows .subscription", "everything");
            system.connect();
            page.browser().awaitText("#connections-rows", "no subscriptions");

            var client = system.connect(WatchingClient.builder().subprotocols("tablecast"));
            page.browser().awaitText("#connections-rows", "nothing yet");
            client.subscribe(1, "");

            await().untilAsserted(
                            () ->
                                    assertThat(
                                                    page.browser()
                                                            .texts(
                                                                    "#connections-rows"
                                                                            + " .subscription"))
                                            .containsExactly("everything", "everything"));
            page.assertSilent();
        }
    }

    @Test
    void aConnectionIsCutAndItsClientComesBack() {
        try (var page = open()) {
            String id = system.cloud().gateway().connections().getFirst().connectionId();
            page.browser().click("#connections-rows button[aria-label='Cut " + id + "']");

            page.browser().awaitText("#connections-result", "Cut " + id);
            page.browser().awaitText("#ended-rows", id);
            page.browser().awaitText("#ended-rows", "without a close frame (1006)");
            page.browser().awaitText("#pill-text", "Connected");
            await().until(() -> system.cloud().gateway().connectionCount() == 1);
            assertThat(system.cloud().gateway().connections().getFirst().connectionId())
                    .isNotEqualTo(id);
        }
    }

    @Test
    void aConnectionIsClosed() {
        try (var page = open()) {
            WatchingClient client = system.connect();
            page.browser().awaitText("#connections-rows", "Java-http-client");
            String id =
                    system.cloud().gateway().connections().stream()
                            .filter(info -> info.userAgent().startsWith("Java"))
                            .findFirst()
                            .orElseThrow()
                            .connectionId();

            page.browser().click("#connections-rows button[aria-label='Close " + id + "']");

            await().untilAsserted(() -> assertThat(client.closed()).isCompletedWithValue(1000));
            page.browser().awaitText("#ended-rows", "closed (1000)");
        }
    }

    @Test
    void theGeneratorMakesClientsAndChangesAndFaultsUntilItIsStopped() {
        try (var page = open()) {
            assertThat(page.browser().find("#generator-faults").isSelected()).isFalse();
            assertThat(page.browser().find("#generator-stop").isEnabled()).isFalse();
            page.browser().type("#generator-clients", "8");
            page.browser().type("#generator-changes", "40");
            page.browser().click("#generator-start");

            page.browser().awaitText("#generator-facts", "8 of 8");
            await().until(
                            () ->
                                    page.browser().texts("#connections-rows > tr").stream()
                                                    .filter(row -> row.contains("generator"))
                                                    .count()
                                            == 8);
            page.browser().click("#generator-faults");
            // With faults a client vanishes now and then, and its connection is seen to be gone.
            page.browser().awaitText("#ended-rows", "generator");
            page.browser().go("#/live");
            page.browser().awaitText("#feed-rows", "generated-");
            page.browser().go("#/connections");
            page.browser().await("#generator-faults:checked");

            page.browser().click("#generator-stop");
            page.browser().awaitText("#generator-facts", "0 of 0");
            await().until(() -> system.cloud().gateway().connectionCount() == 1);
            assertThat(page.browser().find("#generator-faults").isSelected()).isFalse();
        }
    }

    private static ConsolePage open() {
        return ConsolePage.open(system, "#/connections");
    }
}
