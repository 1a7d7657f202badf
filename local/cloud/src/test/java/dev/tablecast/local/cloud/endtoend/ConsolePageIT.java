package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console's page in a real browser. */
class ConsolePageIT {
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.start("projection", "ALL");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void aChangeAppearsAsItArrivesAndWhatItHoldsIsTextAndNeverRun() {
        try (var page = open()) {
            system.put("shown", "name", "<img src=x onerror=document.title='run'>");

            page.awaitText("#feed-rows", "shown");
            assertThat(page.texts("#feed-rows > li").get(0))
                    .contains("INSERT")
                    .contains("<img src=x onerror=document.title='run'>");
            assertThat(page.consoleMessages()).isEmpty();
        }
    }

    @Test
    void itCountsTheOpenConnections() {
        try (var page = open()) {
            page.awaitText("#connections", "1");
            WatchingClient client = system.connect();

            page.awaitText("#connections", "2");
            client.close();
            page.awaitText("#connections", "1");
        }
    }

    @Test
    void theFormPutsAndDeletesAnItem() {
        try (var page = open()) {
            page.find("#form-key input").sendKeys("by-form");
            page.find("#put").click();
            page.awaitText("#feed-rows > li:first-child", "INSERT");
            assertThat(system.dynamoDb().scan(r -> r.tableName(system.sourceTable())).items())
                    .anyMatch(item -> item.get("id").s().equals("by-form"));

            page.find("#delete").click();
            page.awaitText("#feed-rows > li:first-child", "REMOVE");
            assertThat(system.dynamoDb().scan(r -> r.tableName(system.sourceTable())).items())
                    .noneMatch(item -> item.get("id").s().equals("by-form"));
        }
    }

    @Test
    void aCutConnectionComesBack() {
        try (var page = open()) {
            String first = system.cloud().gateway().connections().get(0).connectionId();

            system.cloud().gateway().cut(first);

            await().until(
                            () ->
                                    system.cloud().gateway().connections().stream()
                                            .anyMatch(open -> !open.connectionId().equals(first)));
            page.awaitText("#pill-text", "Connected");
            system.put("after-the-cut", "name", "Ada");
            page.awaitText("#feed-rows", "after-the-cut");
        }
    }

    private static Chromium open() {
        await().until(() -> system.cloud().gateway().connections().isEmpty());
        Chromium page = Chromium.open(system.cloud().connectionsEndpoint().resolve("/"));
        page.awaitText("#pill-text", "Connected");
        return page;
    }
}
