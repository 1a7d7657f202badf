package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The console's page while 1,000 changes a second arrive. */
@EnabledIfSystemProperty(
        named = "load",
        matches = "true",
        disabledReason = "a minute of load; -Dload=true runs it")
class ConsoleLoadIT {
    private static final int CHANGES_PER_SECOND = 1_000;
    private static final int CHANGES = 20 * CHANGES_PER_SECOND;
    private static final long MEGABYTE = 1024 * 1024;

    @Test
    @Timeout(300)
    void aThousandChangesASecondNeitherOutrunNorFillThePage() throws Exception {
        try (var system = TestSystem.start("projection", "ALL");
                var page = ConsolePage.open(system, "")) {
            var generator = new ConsoleGenerator(system);
            generator.set(0, CHANGES_PER_SECOND, false);
            // What is kept of changes is full by then.
            awaitChanges(page, CHANGES / 4);
            long early = usedHeap(page);
            assertThat(rows(page)).isLessThanOrEqualTo(200);
            awaitChanges(page, CHANGES / 2);
            assertAnswersPeople(page);
            awaitChanges(page, CHANGES);
            long late = usedHeap(page);
            generator.stop();

            // All changes that were due are written, and none is missing.
            await().during(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(changes(page)).isEqualTo(written(generator)));
            page.browser().awaitText("#feed-rows > tr:first-child", "generated-");
            assertThat(rows(page)).isLessThanOrEqualTo(200);
            assertThat(late - early).isLessThan(8 * MEGABYTE);
            assertThat(page.browser().texts("#feed-rows tr.note")).isEmpty();
            page.assertSilent();
        }
    }

    /** Checks that the page responds to input. */
    private static void assertAnswersPeople(ConsolePage page) {
        page.browser().type("#filter-text", "Grace");
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                page.browser().texts("#feed-rows > tr").stream()
                                        .limit(20)
                                        .allMatch(row -> row.contains("Grace")));
        page.browser().find("#filter-text").clear();
        page.browser().click("#pause");
        page.browser().awaitText("#feed-hint", "paused");
        page.browser().click("#pause");
    }

    private static void awaitChanges(ConsolePage page, int count) {
        await().atMost(Duration.ofSeconds(120)).until(() -> changes(page) >= count);
    }

    private static long changes(ConsolePage page) {
        String hint = page.browser().find("#feed-hint").getText();
        return Long.parseLong(hint.split(" ")[0].replace(",", ""));
    }

    private static long rows(ConsolePage page) {
        return number(
                page.browser().value("return document.querySelectorAll('#feed-rows > tr').length"));
    }

    private static long usedHeap(ConsolePage page) {
        return number(page.browser().value("gc(); return performance.memory.usedJSHeapSize"));
    }

    private static long number(Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    private static long written(ConsoleGenerator generator) throws Exception {
        return generator.state().path("written").asLong();
    }
}
