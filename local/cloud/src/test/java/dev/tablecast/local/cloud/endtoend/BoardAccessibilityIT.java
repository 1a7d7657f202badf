package dev.tablecast.local.cloud.endtoend;

import static dev.tablecast.local.cloud.endtoend.BoardPage.awaitConfirmed;
import static dev.tablecast.local.cloud.endtoend.BoardPage.order;
import static dev.tablecast.local.cloud.endtoend.BoardPage.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The order board with a keyboard, on a phone and with assistive technology. */
class BoardAccessibilityIT {
    private static final String CUSTOMERS = "#orders .customer";

    private static BoardSystem board;

    @BeforeAll
    static void start() {
        board = BoardSystem.start();
    }

    @AfterAll
    static void stop() {
        board.close();
    }

    @AfterEach
    void letTheStreamGoOn() {
        board.lag(Duration.ZERO);
    }

    @Test
    void theBoardIsUsedWithTheKeyboardAlone() {
        try (var page = Chromium.open(board.example().uri())) {
            page.await("#people button");
            page.press(Keys.TAB, Keys.TAB, Keys.ENTER);
            page.awaitText("#person", "Ben, clerk");
            page.awaitText("#connection", "Live");
            assertThat(focus(page)).isEqualTo("add");

            page.press(Keys.ENTER);
            page.press("Keyboard customer", Keys.TAB, "Buns", Keys.TAB, "5", Keys.ENTER);
            awaitConfirmed(page, "Keyboard customer");
            assertThat(focus(page)).isEqualTo("add");
            page.press(Keys.ENTER);
            page.press(Keys.ESCAPE);
            assertThat(page.find("#editor").isDisplayed()).isFalse();

            page.press(Keys.TAB, Keys.ARROW_RIGHT);
            await().untilAsserted(
                            () -> assertThat(page.texts(CUSTOMERS)).contains("Keyboard customer"));
            assertThat(page.find(".tabs [value=new]").isSelected()).isTrue();
            page.press(Keys.TAB, Keys.TAB, Keys.TAB);
            assertThat(page.value("return document.activeElement.getAttribute('aria-label')"))
                    .isEqualTo("Start: Keyboard customer, Buns");
            page.press(Keys.ENTER);
            await().until(() -> board.status("Keyboard customer").equals("preparing"));
            await().until(() -> !page.texts(CUSTOMERS).contains("Keyboard customer"));
            assertThat(page.value("return document.activeElement.className"))
                    .asString()
                    .startsWith("order");
        }
    }

    @Test
    void nothingIsWiderThanAPhone() {
        try (var page = Chromium.open(board.example().uri())) {
            page.size(375, 760);
            page.await("#people button");
            assertFits(page);
            page.click("#people [data-sub=flora]");
            page.awaitText("#connection", "Live");
            place(page, "W".repeat(80), "x".repeat(80), "100000");
            awaitConfirmed(page, "WWWW");
            assertFits(page);
            page.click("#add");
            assertFits(page);
            page.click("#editor [value=cancel]");
            page.click("#sign-out");
            page.click("#people [data-sub=gus]");
            page.click(order("Town Hall") + " .cancel");
            page.awaitText("#messages", "Only a manager");
            assertFits(page);
        }
    }

    @Test
    void everyTextCanBeReadAndEveryControlSaysWhatItIsFor() throws IOException {
        String contrast =
                Files.readString(
                        Path.of(
                                System.getProperty("tablecast.project"),
                                "local/cloud/src/test/javascript/page/contrast.js"));
        try (var page = Chromium.open(board.example().uri())) {
            for (String sub : List.of("ben", "gus")) {
                page.await("#people button");
                assertReadable(page, contrast);
                page.click("#people [data-sub=" + sub + "]");
                page.awaitText("#connection", "Live");
                page.click("#orders .cancel:not([hidden])");
                page.awaitText("#messages", "Only a manager");
                board.lag(Duration.ofHours(1));
                page.click("#orders .next:not([hidden])");
                page.awaitText("#orders", "Saving…");
                assertReadable(page, contrast);
                board.lag(Duration.ZERO);
                page.click("#add");
                assertReadable(page, contrast);
                page.click("#editor [value=cancel]");
                page.click("#sign-out");
            }
        }
    }

    private static void assertReadable(Chromium page, String contrast) {
        page.value("document.getAnimations().forEach(animation => animation.finish())");
        for (boolean dark : List.of(false, true)) {
            page.dark(dark);
            var result = (Map<?, ?>) Objects.requireNonNull(page.value(contrast));
            assertThat((List<?>) result.get("problems")).as("dark: %s", dark).isEmpty();
            assertThat((Long) result.get("checked")).isPositive();
        }
        assertThat(page.accessibilityTree())
                .filteredOn(
                        node ->
                                node.role()
                                        .matches(
                                                "button|textbox|searchbox|spinbutton|checkbox|radio|combobox|dialog|list|search"))
                .isNotEmpty()
                .filteredOn(node -> node.name().isBlank() && !node.role().equals("list"))
                .isEmpty();
    }

    private static void assertFits(Chromium page) {
        assertThat(page.value("return [innerWidth, document.documentElement.scrollWidth]"))
                .isEqualTo(List.of(375L, 375L));
    }

    private static Object focus(Chromium page) {
        return Objects.requireNonNull(page.value("return document.activeElement.id"));
    }
}
