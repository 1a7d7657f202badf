package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.LocalCloudOptions;
import dev.tablecast.local.cloud.Ports;
import dev.tablecast.testing.watching.WatchingClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import software.amazon.awssdk.core.SdkBytes;

/** The console's live view, used as a person would. */
class LivePageIT {
    private static final String FIRST = "#feed-rows > tr:first-child";
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
            String name = "<img src=x onerror=document.title='run'>" + "x".repeat(29_000);
            system.put("shown", "name", name);

            page.browser().awaitText(FIRST, "shown");
            assertThat(page.browser().find(FIRST).getText())
                    .contains("INSERT")
                    .contains("<img src=x onerror=document.title='run'>xxx")
                    .hasSizeLessThan(400);
            page.browser().click(FIRST + " .raw-button");
            page.browser().awaitText("#feed-rows pre", name);
            assertThat(page.browser().value("return document.title")).isNotEqualTo("run");
            assertThat(page.browser().value("return document.querySelector('#feed-rows img')"))
                    .isNull();
            page.assertSilent();
        }
    }

    @Test
    void theJsonOfAChangeIsShownOnDemandWithTheKeyboardToo() {
        try (var page = open()) {
            system.put("json", "name", "Ada");
            page.browser().awaitText(FIRST, "json");

            page.browser().find(FIRST + " .raw-button").sendKeys(Keys.ENTER);
            page.browser().awaitText("#feed-rows tr.raw pre", "\"event\": \"INSERT\"");
            assertThat(page.browser().find(FIRST + " .raw-button").getAttribute("aria-expanded"))
                    .isEqualTo("true");

            page.browser().press(Keys.SPACE);
            assertThat(page.browser().texts("#feed-rows tr.raw")).isEmpty();
        }
    }

    @Test
    void theListIsFilteredByEventAndText() {
        try (var page = open()) {
            system.put("one", "name", "Ada");
            page.browser().awaitText(FIRST, "one");
            system.put("one", "name", "Grace");
            page.browser().awaitText(FIRST, "MODIFY");
            system.put("two", "name", "Edsger");
            page.browser().awaitText(FIRST, "two");

            page.browser().click("#filter input[value=INSERT]");
            assertThat(page.browser().texts("#feed-rows > tr")).hasSize(1);
            page.browser().awaitText(FIRST, "MODIFY");
            page.browser().click("#filter input[value=INSERT]");
            page.browser().type("#filter-text", "edsGER");
            assertThat(page.browser().texts("#feed-rows > tr"))
                    .singleElement()
                    .asString()
                    .contains("two");

            system.put("three", "name", "Barbara");
            system.put("four", "name", "edsger");
            page.browser().awaitText(FIRST, "four");
            assertThat(page.browser().texts("#feed-rows > tr")).hasSize(2);
            page.browser().type("#filter-text", "nothing has this");
            page.browser().awaitText("#feed-empty", "Nothing matches the filter");
        }
    }

    @Test
    void aFilterIsCompletedWithTheKeyboardAndAsksForWhatItsPlaceholdersStandFor() {
        try (var page = open()) {
            system.put("completed", "home-town", "Berlin");
            page.browser().awaitText(FIRST, "completed");

            page.browser().type("#expression", "i");
            assertThat(page.browser().texts("#suggestions > li")).containsExactly("id", "IN");
            page.browser().press(Keys.ARROW_DOWN);
            assertThat(page.browser().find("#expression").getAttribute("aria-activedescendant"))
                    .isEqualTo("suggestion-0");
            page.browser().press(Keys.ENTER);
            page.browser().press("=:v AND ho");
            page.browser().press(Keys.ARROW_UP, Keys.ENTER, Keys.ESCAPE);

            assertThat(page.browser().find("#expression").getAttribute("value"))
                    .isEqualTo("id=:v AND #home_town");
            assertThat(page.browser().texts("#placeholders > label"))
                    .containsExactly(":v", "#home_town");
            assertThat(page.browser().find("[data-name='#home_town'] input").getAttribute("value"))
                    .isEqualTo("home-town");
            assertThat(page.browser().find("#suggestions").isDisplayed()).isFalse();
            page.browser().press(" OR #id");
            assertThat(page.browser().find("[data-name='#id'] input").getAttribute("value"))
                    .isEqualTo("id");
            page.assertSilent();
        }
    }

    @Test
    void aFilterIsAppliedByTheServerAndTellsWhatEntersAndLeaves() {
        try (var page = open()) {
            system.put("seen", "room", "lobby");
            page.browser().awaitText(FIRST, "seen");
            page.browser().type("#expression", "room = :r");
            page.browser().press(Keys.ESCAPE);
            page.browser().type("[data-name=':r'] input", "lobby");
            page.browser().press(Keys.ENTER);
            page.browser().awaitText(FIRST, "From here on: room = :r (:r = \"lobby\").");

            system.put("other", "room", "bar");
            system.put("other", "room", "lobby");
            page.browser().awaitText(FIRST, "enters");
            assertThat(page.browser().texts("#feed-rows > tr")).hasSize(2);
            system.put("other", "room", "roof");
            page.browser().awaitText(FIRST, "leaves");
            page.browser().go("#/connections");
            page.browser().awaitText("#connections-rows .subscription", "room = :r");
            page.browser().awaitText("#connections-rows .subscription", ":r = \"lobby\"");
            page.browser().go("#/live");
            assertThat(page.browser().await("#expression").getAttribute("value"))
                    .isEqualTo("room = :r");

            page.browser().click("#reset-filter");
            page.browser().awaitText(FIRST, "From here on: everything.");
            system.put("other", "room", "bar");
            page.browser().awaitText(FIRST, "other");
            page.assertSilent();
        }
    }

    @Test
    void anErrorIsShownUnderItsCharacterAndTheListGoesOn() {
        try (var page = open()) {
            page.browser().type("#expression", "room = name");
            page.browser().press(Keys.ESCAPE, Keys.ENTER);

            page.browser().await("#expression-error");
            assertThat(page.browser().texts("#error-at")).containsExactly("n");
            assertThat(page.browser().find("#expression").getAttribute("aria-invalid"))
                    .isEqualTo("true");
            assertThat(page.browser().value("return document.activeElement.id"))
                    .isEqualTo("expression");
            assertThat(page.browser().value("return document.activeElement.selectionStart"))
                    .isEqualTo(7L);
            system.put("after-the-error", "name", "Ada");
            page.browser().awaitText(FIRST, "after-the-error");
            page.assertSilent();
        }
    }

    @Test
    void aPausedListStandsStillAndGoesOnWithWhatCameMeanwhile() {
        try (var page = open()) {
            system.put("before", "name", "Ada");
            page.browser().awaitText(FIRST, "before");

            page.browser().click("#pause");
            system.put("meanwhile", "name", "Ada");

            page.browser().awaitText("#feed-hint", "paused, 1 since");
            assertThat(page.browser().find(FIRST).getText()).contains("before");
            page.browser().click("#pause");
            page.browser().awaitText(FIRST, "meanwhile");
            page.browser().click("#clear");
            page.browser().awaitText("#feed-empty", "Nothing has changed yet");
        }
    }

    @Test
    void whatIsntUnderstoodIsCounted() {
        try (var page = open()) {
            post(system, "<i>changed");
            post(system, "{\"type\":\"news\"}");

            page.browser().awaitText("#feed-hint", "2 ignored");
        }
    }

    @Test
    void inTextModeAnyTextIsShownAsOne() {
        try (var texts = TestSystem.start("messageFormat", "text", "text", "{name}");
                var page = ConsolePage.open(texts, "")) {
            texts.put("text", "name", "<i>changed");
            page.browser().awaitText(FIRST, "<i>changed");
            page.browser().awaitText(FIRST, "TEXT");

            post(texts, "{\"type\":\"resync\"}");
            page.browser().awaitText(FIRST, "{\"type\":\"resync\"}");
            assertThat(page.browser().texts("#feed-rows > tr")).hasSize(2);
            page.assertSilent();
        }
    }

    @Test
    void whatArrivesWhileAnotherViewIsShownIsThere() {
        try (var page = open()) {
            page.browser().go("#/resources");
            page.browser().await("#resources-rows");
            WatchingClient client = system.connect();
            system.put("elsewhere", "name", "Ada");
            await().until(() -> client.changes().size() == 1);
            client.close();

            page.browser().go("#/live");
            page.browser().awaitText("#feed-rows", "elsewhere");
        }
    }

    @Test
    void itCountsTheOpenConnections() {
        try (var page = open()) {
            page.browser().awaitText("#connections", "1");
            WatchingClient client = system.connect();

            page.browser().awaitText("#connections", "2");
            client.close();
            page.browser().awaitText("#connections", "1");
        }
    }

    @Test
    void aCutConnectionComesBackAndSaysSo() {
        try (var page = open()) {
            String first = system.cloud().gateway().connections().get(0).connectionId();

            system.cloud().gateway().cut(first);

            await().until(
                            () ->
                                    system.cloud().gateway().connections().stream()
                                            .anyMatch(open -> !open.connectionId().equals(first)));
            page.browser().awaitText("#pill-text", "Connected");
            page.browser().awaitText("#feed-rows", "The connection was lost.");
            page.browser().awaitText("#feed-rows", "Connected again.");
            system.put("after-the-cut", "name", "Ada");
            page.browser().awaitText(FIRST, "after-the-cut");
        }
    }

    @Test
    void aPageOutlivesTheLocalCloudAndWatchesTheNextOne() {
        var first = TestSystem.start("projection", "ALL");
        try (var page = ConsolePage.open(first, "")) {
            int port = first.cloud().webSocketUri().getPort();

            first.close();
            page.browser().await("#unreachable");
            page.browser().awaitText("#pill-text", "Reconnecting");

            try (var next =
                    TestSystem.start(
                            options ->
                                    new LocalCloudOptions(
                                            new Ports(port, 0, 0),
                                            options.configuration(),
                                            options.files()),
                            "projection",
                            "ALL")) {
                page.browser().awaitText("#pill-text", "Connected");
                await().until(() -> !page.browser().find("#unreachable").isDisplayed());
                next.put("told-by-the-next-one", "name", "Ada");
                page.browser().awaitText(FIRST, "told-by-the-next-one");
            }
        }
    }

    @Test
    void aPageThatIsntLetInSaysWhyAndWhatWouldHelp() {
        try (var secured =
                        TestSystem.start(
                                "auth",
                                "jwt",
                                "jwtIssuer",
                                "https://issuer.example",
                                "jwtAudience",
                                "feed");
                var page = ConsolePage.openUnconnected(secured, "")) {
            page.browser().awaitText("#problem", "auth: jwt");
            page.browser().awaitText("#pill-text", "Not connected");
            assertThat(secured.cloud().gateway().connections()).isEmpty();
            page.assertSilent();

            page.browser().type("#token", "not-a-token");
            page.browser().click("#problem button");
            page.browser().awaitText("#problem", "The token was refused");
            page.browser().go("#/items");
            page.browser().awaitText("#items-empty", "There are no items.");
        }
    }

    @Test
    void theViewsAreReachedWithTheKeyboard() {
        try (var page = open()) {
            page.browser().press(Keys.TAB, Keys.ENTER);
            assertThat(page.browser().value("return document.activeElement.id")).isEqualTo("view");
            page.browser().find(".views a[data-view=items]").sendKeys(Keys.ENTER);

            page.browser().awaitText("#items-title", "Items");
            assertThat(page.browser().value("return document.title")).asString().contains("Items");
            assertThat(page.browser().value("return document.activeElement.id")).isEqualTo("view");
            assertThat(page.browser().texts(".views a[aria-current=page]"))
                    .containsExactly("Items");
        }
    }

    /** Posts to the one connection that is open. */
    private static void post(TestSystem system, String text) {
        String id = system.cloud().gateway().connections().getFirst().connectionId();
        system.connectionsApi()
                .postToConnection(r -> r.connectionId(id).data(SdkBytes.fromUtf8String(text)));
    }

    private static ConsolePage open() {
        return ConsolePage.open(system, "");
    }
}
