package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The console's view of the resources, used as a person would. */
class ResourcesPageIT {
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.start();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void whatTheProgramProvisionedIsAPictureWithInputsAndReferences() {
        try (var page = ConsolePage.open(system, "#/resources")) {
            page.browser().await(".picture");
            page.assertLegible();
            WebElement trigger = node(page, "stream-trigger, Event Source Mapping");
            trigger.sendKeys(Keys.ENTER);

            page.browser().awaitText("#resource-title", "stream-trigger");
            page.browser().awaitText("#resource pre", "\"bisectBatchOnFunctionError\": false");
            assertThat(page.browser().texts("#resource .links li"))
                    .contains("Items Table", "on-failure Queue", "generation Alias");

            page.browser().find("#resource .links").findElements(By.tagName("button")).stream()
                    .filter(link -> link.getText().equals("Items"))
                    .findFirst()
                    .orElseThrow()
                    .click();
            page.browser().awaitText("#resource-title", "Items");
            page.browser().awaitText("#resource pre", "\"streamEnabled\": true");
            page.assertSilent();
        }
    }

    @Test
    void whatIsBehindThemIsShownOnDemand() {
        try (var page = ConsolePage.open(system, "#/resources")) {
            page.browser().await(".picture");
            int before = page.browser().texts(".picture .node").size();

            page.browser().click("#behind");

            assertThat(page.browser().texts(".picture .node")).hasSizeGreaterThan(before);
            assertThat(node(page, "post, Role").isDisplayed()).isTrue();
        }
    }

    @Test
    void allOfThemAreListedWithTheirInputs() {
        try (var page = ConsolePage.open(system, "#/resources")) {
            page.browser().await("#resources-rows");

            assertThat(page.browser().texts("#resources-rows > tr"))
                    .hasSize(system.cloud().resources().size());
            WebElement table =
                    page.browser().find("summary[aria-label='Inputs of WebSocketManager, Table']");
            table.click();
            page.browser()
                    .awaitText(
                            "#resources-rows details[open] pre", "\"hashKey\": \"ConnectionId\"");
        }
    }

    private static WebElement node(ConsolePage page, String name) {
        return page.browser().find(".node[aria-label^='" + name + "']");
    }
}
