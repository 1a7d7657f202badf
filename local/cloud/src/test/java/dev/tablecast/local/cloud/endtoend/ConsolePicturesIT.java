package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Pictures of every view, light and dark, under {@code target/screenshots}, for people to look at.
 * {@code ./mvnw -Ppictures} puts those that the docs show where the docs are.
 */
class ConsolePicturesIT {
    private static final Path SCREENSHOTS = Path.of(System.getProperty("tablecast.screenshots"));
    private static final Path DOCS = Path.of(System.getProperty("tablecast.pictures"));

    /** The first posts are throttled, so that there is a lag to see. */
    private final AtomicInteger throttled = new AtomicInteger();

    @Test
    void everyViewIsPictured() throws IOException {
        try (var system =
                        TestSystem.start(
                                options ->
                                        options.withFaults(
                                                Faults.NONE.withConnections(call -> fault())),
                                "projection",
                                "ALL");
                var page = ConsolePage.open(system, "")) {
            system.connect(6);
            change(system);
            page.browser().awaitText("#feed-rows > tr:first-child", "Edsger");
            picture(page, "live");
            throttled.set(40);
            system.put(person("5", "Frances", "10598"));
            await().until(() -> throttled.get() <= 0);
            throttled.set(0);

            page.browser().go("#/items");
            page.browser().awaitText("#items-rows", "Grace");
            page.browser().click("#items-rows .edit");
            picture(page, "items");
            page.browser().go("#/connections");
            page.browser().awaitText("#connections-rows", "delivered");
            picture(page, "connections");
            page.browser().go("#/executions");
            page.browser().await("#executions-rows > tr");
            await().until(
                            () ->
                                    page.browser().texts("#executions-rows > tr").stream()
                                            .noneMatch(row -> row.contains("Running")));
            picture(page, "executions");
            page.browser().click("#executions-rows > tr:first-child a");
            page.browser().await("[data-id='Post to the chunk']").sendKeys(Keys.ENTER);
            page.browser().click("#tab-Events");
            page.browser().awaitText("#tab-panel", "TaskScheduled");
            picture(page, "execution");
            page.browser().go("#/resources");
            page.browser().await(".node[aria-label^='stream-trigger, Event Source']").click();
            page.browser().awaitText("#resource pre", "batchSize");
            picture(page, "resources");
            page.assertSilent();
        }
        publish("live.png", "console.png");
        publish("execution.png", "console-execution.png");
    }

    private ManagementFaults.Fault fault() {
        return throttled.getAndDecrement() > 0
                ? new ManagementFaults.Answer(429)
                : new ManagementFaults.None();
    }

    private static void change(TestSystem system) {
        system.put(person("1", "Ada", "94105"));
        system.put(person("2", "Grace", "22201"));
        system.put(person("3", "Barbara", "02139"));
        system.put(person("1", "Ada", "10115"));
        system.delete("3");
        system.put(person("4", "Edsger", "78712"));
    }

    private static Map<String, AttributeValue> person(String id, String name, String zip) {
        return Map.of(
                "id",
                TestSystem.text(id),
                "name",
                TestSystem.text(name),
                "zip",
                TestSystem.text(zip));
    }

    private static void picture(ConsolePage page, String name) {
        for (boolean dark : List.of(true, false)) {
            page.browser().dark(dark);
            Path file = SCREENSHOTS.resolve(name + (dark ? "-dark.png" : ".png"));
            switch (name) {
                case "execution" -> page.browser().screenshotDownTo("#path", file);
                default -> page.browser().screenshot(file);
            }
            assertThat(file).isNotEmptyFile();
        }
    }

    private static void publish(String screenshot, String name) throws IOException {
        Files.copy(
                SCREENSHOTS.resolve(screenshot),
                DOCS.resolve(name),
                StandardCopyOption.REPLACE_EXISTING);
    }
}
