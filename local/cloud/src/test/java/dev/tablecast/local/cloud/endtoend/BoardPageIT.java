package dev.tablecast.local.cloud.endtoend;

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

/** The order board of {@code examples/board}, used as people would. */
class BoardPageIT {
    private static final String CUSTOMERS = "#orders .customer";

    /** Longer than any test waits: nothing comes back until the lag is gone. */
    private static final Duration HELD = Duration.ofHours(1);

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
    void twoTenantsAtOnceSeeTheirOwnOrdersAlone() {
        try (var ada = board.signIn("ada");
                var flora = board.signIn("flora")) {
            ada.awaitText("#orders", "Café Lindgren");
            flora.awaitText("#orders", "Town Hall");

            place(flora, "Flora's customer", "Tulips", "12");
            place(ada, "Ada's customer", "Rye bread", "4.50");

            awaitConfirmed(flora, "Flora's customer");
            awaitConfirmed(ada, "Ada's customer");
            assertThat(flora.texts(CUSTOMERS))
                    .contains("Flora's customer", "Town Hall")
                    .doesNotContain("Ada's customer", "Café Lindgren");
            assertThat(ada.texts(CUSTOMERS))
                    .contains("Ada's customer", "Café Lindgren")
                    .doesNotContain("Flora's customer", "Town Hall");
            assertThat(ada.consoleMessages()).isEmpty();
        }
    }

    @Test
    void clerksDontSeeWhatIsForManagersAlone() {
        try (var ada = board.signIn("ada");
                var ben = board.signIn("ben")) {
            ada.click("#add");
            ada.click("#editor [name=isForManagers]");
            fill(ada, "Secret customer", "Cake", "90");
            place(ada, "Open customer", "Cake", "90");

            awaitConfirmed(ada, "Secret customer");
            ben.awaitText("#orders", "Open customer");
            assertThat(ben.texts(CUSTOMERS)).doesNotContain("Secret customer");
        }
    }

    @Test
    void aWriteIsShownAtOnceAndConfirmedWhenItComesBack() {
        try (var ada = board.signIn("ada");
                var ben = board.signIn("ben")) {
            board.lag(HELD);

            place(ada, "Prompt customer", "Bagels", "7");
            ada.awaitText(order("Prompt customer"), "Saving…");
            ada.click(order("Mr Tanaka") + " .next");
            assertThat(ada.find(order("Mr Tanaka")).getText())
                    .contains("Preparing")
                    .contains("Saving…");
            await().until(() -> board.status("Mr Tanaka").equals("preparing"));
            await().until(() -> board.status("Prompt customer").equals("new"));
            assertThat(ada.find(order("Prompt customer")).getText()).contains("Saving…");
            assertThat(ben.texts(CUSTOMERS)).doesNotContain("Prompt customer");

            board.lag(Duration.ZERO);
            awaitConfirmed(ada, "Prompt customer");
            awaitConfirmed(ada, "Mr Tanaka");
            assertThat(ada.texts(CUSTOMERS)).containsOnlyOnce("Prompt customer");
            assertThat(ada.find(order("Mr Tanaka")).getText()).contains("Preparing", "by Ada");
            ben.awaitText(order("Prompt customer"), "New");
            ben.awaitText(order("Mr Tanaka"), "Preparing");
        }
    }

    @Test
    void writesOfOneOrderAreSentInTheirOrder() {
        try (var ada = board.signIn("ada")) {
            board.lag(HELD);

            place(ada, "Patient customer", "Rolls", "3");
            for (int i = 0; i < 3; i++) {
                ada.click(order("Patient customer") + " .next");
            }

            assertThat(ada.find(order("Patient customer")).getText())
                    .contains("Collected", "Saving…");
            await().until(() -> board.status("Patient customer").equals("collected"));
            board.lag(Duration.ZERO);
            awaitConfirmed(ada, "Patient customer");
            assertThat(ada.texts("#messages > *")).isEmpty();
        }
    }

    @Test
    void aRefusedWriteIsTakenBackWithAMessage() {
        try (var ben = board.signIn("ben")) {
            String before = ben.find(order("Mrs Okafor")).getText();

            ben.click(order("Mrs Okafor") + " .cancel");

            ben.awaitText("#messages", "Not saved: Mrs Okafor");
            ben.awaitText("#messages", "Only a manager may cancel an order.");
            assertThat(ben.find(order("Mrs Okafor")).getText()).isEqualTo(before);
            assertThat(board.status("Mrs Okafor")).isEqualTo("new");
            ben.click("#messages button");
            assertThat(ben.texts("#messages > *")).isEmpty();
        }
    }

    @Test
    void aRefusedOrderCanBeEditedAndPlacedAgain() {
        try (var ben = board.signIn("ben")) {
            place(ben, "Rich customer", "Gold leaf cake", "600");

            ben.awaitText("#messages", "Clerks take orders of up to €500.");
            assertThat(ben.texts(CUSTOMERS)).doesNotContain("Rich customer");
            ben.click("#messages button");
            assertThat(ben.find("#editor [name=goods]").getAttribute("value"))
                    .isEqualTo("Gold leaf cake");
            ben.type("#editor [name=total]", "499.99");
            ben.press(Keys.ENTER);

            awaitConfirmed(ben, "Rich customer");
            assertThat(ben.find(order("Rich customer")).getText()).contains("€499.99");
        }
    }

    @Test
    void whoIsLateIsToldWhatSomebodyElseDid() {
        try (var ada = board.signIn("ada");
                var ben = board.signIn("ben")) {
            place(ben, "Wanted customer", "Rolls", "3");
            awaitConfirmed(ben, "Wanted customer");
            ada.awaitText(order("Wanted customer"), "New");
            board.lag(HELD);

            ada.click(order("Wanted customer") + " .cancel");
            await().until(() -> board.status("Wanted customer").equals("cancelled"));
            ben.click(order("Wanted customer") + " .next");

            ben.awaitText("#messages", "Ada made it cancelled meanwhile.");
            ben.awaitText(order("Wanted customer"), "New");
            board.lag(Duration.ZERO);
            ben.awaitText(order("Wanted customer"), "Cancelled");
        }
    }

    @Test
    void theListIsFilteredSearchedAndSorted() {
        try (var gus = board.signIn("gus");
                var flora = board.signIn("flora")) {
            gus.awaitText("#orders", "Ms Duarte");
            gus.click(order("Ms Duarte") + " .next");
            awaitConfirmed(gus, "Ms Duarte");

            gus.click(".tabs [value=preparing]");
            awaitCustomers(gus, "Ms Duarte");
            flora.click(order("Dr Hassan") + " .next");
            awaitConfirmed(flora, "Dr Hassan");
            awaitCustomers(gus, "Dr Hassan", "Ms Duarte");
            gus.click(order("Dr Hassan") + " .next");
            awaitCustomers(gus, "Ms Duarte");
            await().until(() -> board.status("Dr Hassan").equals("ready"));

            gus.click(".tabs [value='']");
            gus.type("#view [name=text]", "ORCHID");
            awaitCustomers(gus, "Dr Hassan");
            gus.type("#view [name=text]", "nobody has this");
            gus.awaitText("#empty", "No orders here.");
            gus.type("#view [name=text]", "t");
            gus.press(Keys.BACK_SPACE);
            gus.find("#view [name=sort]").sendKeys(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
            await().untilAsserted(
                            () ->
                                    assertThat(gus.texts(CUSTOMERS))
                                            .hasSizeGreaterThan(3)
                                            .isSorted());
            gus.press(Keys.ARROW_DOWN);
            await().untilAsserted(
                            () ->
                                    assertThat(gus.texts("#orders .total"))
                                            .startsWith("€384.00", "€185.00"));
        }
    }

    @Test
    void offlineAndBackNothingIsLost() {
        try (var ada = board.signIn("ada");
                var ben = board.signIn("ben")) {
            place(ben, "Waiting customer", "Rolls", "3");
            ada.awaitText(order("Waiting customer"), "New");

            ada.offline(true);
            board.cutAll();
            ada.awaitText("#connection", "Offline");
            place(ada, "Offline customer", "Rolls", "3");
            ada.awaitText("#connection", "Offline, 1 to send");
            ada.awaitText(order("Offline customer"), "Waiting for the connection");
            ben.awaitText("#connection", "Live");
            ben.click(order("Waiting customer") + " .next");
            awaitConfirmed(ben, "Waiting customer");
            assertThat(ada.find(order("Waiting customer")).getText()).contains("New");

            ada.offline(false);
            ada.awaitText("#connection", "Live");
            awaitConfirmed(ada, "Offline customer");
            ada.awaitText(order("Waiting customer"), "Preparing");
            ben.awaitText(order("Offline customer"), "New");
            assertThat(ada.texts(CUSTOMERS)).containsOnlyOnce("Offline customer");
        }
    }

    /** The next one has another key, so that the token is refused, and a log of its own. */
    @Test
    void aPageOutlivesTheLocalCloudAndShowsTheNextOne() {
        var first = BoardSystem.start();
        try (var ada = first.signIn("ada")) {
            place(ada, "Past customer", "Rolls", "3");
            awaitConfirmed(ada, "Past customer");
            int page = first.example().uri().getPort();
            int feed = first.system().cloud().webSocketUri().getPort();

            first.close();
            ada.awaitText("#connection", "Offline");
            try (var next = BoardSystem.start(page, feed)) {
                next.place("bakery", "Next customer", 300);
                ada.value("dispatchEvent(new Event('online'))");

                ada.awaitText("#orders", "Next customer");
                ada.awaitText("#connection", "Live");
                assertThat(ada.texts(CUSTOMERS))
                        .contains("Café Lindgren")
                        .doesNotContain("Past customer");
                place(ada, "Ada's next customer", "Rolls", "3");
                awaitConfirmed(ada, "Ada's next customer");
            }
        }
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
            awaitCustomersContain(page, "Keyboard customer");
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
                board.lag(HELD);
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

    private static void place(Chromium page, String customer, String goods, String total) {
        page.click("#add");
        fill(page, customer, goods, total);
    }

    private static void fill(Chromium page, String customer, String goods, String total) {
        page.type("#editor [name=customer]", customer);
        page.type("#editor [name=goods]", goods);
        page.type("#editor [name=total]", total);
        page.press(Keys.ENTER);
    }

    private static void awaitConfirmed(Chromium page, String customer) {
        page.await(order(customer) + ":not(.is-pending)");
    }

    private static void awaitCustomers(Chromium page, String... customers) {
        await().untilAsserted(() -> assertThat(page.texts(CUSTOMERS)).containsExactly(customers));
    }

    private static void awaitCustomersContain(Chromium page, String customer) {
        await().untilAsserted(() -> assertThat(page.texts(CUSTOMERS)).contains(customer));
    }

    private static String order(String customer) {
        return BoardSystem.order(customer);
    }
}
