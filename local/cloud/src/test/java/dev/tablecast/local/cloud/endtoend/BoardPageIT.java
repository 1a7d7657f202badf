package dev.tablecast.local.cloud.endtoend;

import static dev.tablecast.local.cloud.endtoend.BoardPage.awaitConfirmed;
import static dev.tablecast.local.cloud.endtoend.BoardPage.fill;
import static dev.tablecast.local.cloud.endtoend.BoardPage.order;
import static dev.tablecast.local.cloud.endtoend.BoardPage.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The order board of {@code examples/board}, used as people would. */
class BoardPageIT {
    private static final String CUSTOMERS = "#orders .customer";

    /** A lag longer than the timeout of any test. */
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

            ben.awaitText("#messages", "Ada changed it to cancelled meanwhile.");
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

    private static void awaitCustomers(Chromium page, String... customers) {
        await().untilAsserted(() -> assertThat(page.texts(CUSTOMERS)).containsExactly(customers));
    }
}
