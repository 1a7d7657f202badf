package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tabs of a real browser that share a connection, each with a list and the feed's changes. */
class SharedConnectionPageIT {
    private static final String PAGE =
            """
            <!doctype html>
            <link rel="icon" href="data:,">
            <p id="state"></p>
            <ol id="log"></ol>
            <ol id="changes"></ol>
            <ol id="items"></ol>
            <script type="module">
              import { query } from "/query.js";
              import { Tablecast } from "/tablecast.js";
              const parameters = new URL(location).searchParams;
              const append = (list, text) => {
                const line = document.createElement("li");
                line.textContent = text;
                document.querySelector(list).append(line);
              };
              addEventListener("pageshow", ({ persisted }) => persisted && append("#log", "persisted"));
              const user = parameters.get("user");
              if (user) {
                window.feed = new Tablecast(parameters.get("url"), { shared: user });
                for (const type of ["open", "close", "resync"]) {
                  feed.addEventListener(type, ({ detail }) => append("#log", `${type} ${detail?.reason}`));
                }
                feed.addEventListener("change", ({ detail }) => append("#changes", detail.keys.id));
                const list = query(feed);
                const show = () => {
                  document.querySelector("#state").textContent = list.state;
                  document.querySelector("#items").replaceChildren();
                  list.items.forEach(({ id }) => append("#items", id));
                };
                list.addEventListener("change", show);
                list.addEventListener("state", show);
              }
            </script>
            """;

    private static TestSystem system;
    private static ClientPages pages;

    @BeforeAll
    static void start() throws IOException {
        system = TestSystem.start("projection", "ALL", "snapshot", "scan");
        pages = ClientPages.serving(PAGE);
    }

    @AfterAll
    static void stop() {
        pages.close();
        system.close();
    }

    @AfterEach
    void deleteItems() {
        // What was on a dead wire leaves its row behind.
        system.closeClients();
        system.rows().forEach(system::deleteRow);
        List.of("a", "b", "c").forEach(system::delete);
        await().until(system::owesNothing);
    }

    @Test
    void tabsOfAUserHaveOneConnectionAndThoseOfOthersTheirOwn() {
        put("a");
        try (var browser = open("ada")) {
            String first = browser.tab();
            openTab(browser, "ada");
            openTab(browser, "ada");
            assertThat(connections()).isEqualTo(1);
            put("b");
            for (String tab : List.of(first, browser.tab())) {
                browser.showTab(tab);
                awaitList(browser, "a", "b");
                assertThat(browser.texts("#changes > li")).containsExactly("b");
            }
            assertThat(connections()).isEqualTo(1);

            openTab(browser, "grace");
            assertThat(connections()).isEqualTo(2);
        }
    }

    @Test
    void closingTheLeadingTabLosesNothing() {
        try (var browser = open("ada")) {
            String first = browser.tab();
            String second = openTab(browser, "ada");
            put("a");
            awaitList(browser, "a");
            browser.showTab(first);
            browser.closeTab(second);
            put("b");
            awaitList(browser, "a", "b");
            put("c");
            awaitList(browser, "a", "b", "c");

            assertThat(browser.texts("#changes > li")).containsExactly("a", "b", "c");
            assertThat(browser.texts("#log > li"))
                    .containsExactly("open undefined", "close lost", "open undefined");
            awaitOneConnection();
        }
    }

    @Test
    void aLeaderThatIsFrozenHandsOverAndComesBackWithoutAGap() {
        List<String> told =
                leadingTabAwayAndBack(
                        browser -> browser.freeze(true), browser -> browser.freeze(false));

        assertThat(told).isNotEmpty().doesNotContain("persisted");
    }

    @Test
    void aLeaderInTheBackForwardCacheHandsOverAndComesBackWithoutAGap() {
        List<String> told =
                leadingTabAwayAndBack(
                        browser -> browser.visit(pages.page("user=")), Chromium::back);

        assertThat(told).contains("persisted");
    }

    /** Returns the messages of the former leader tab other than changes. */
    private static List<String> leadingTabAwayAndBack(
            Consumer<Chromium> away, Consumer<Chromium> back) {
        try (var browser = open("ada")) {
            String first = browser.tab();
            String second = openTab(browser, "ada");
            put("a");
            awaitList(browser, "a");
            browser.showTab(first);
            awaitList(browser, "a");
            away.accept(browser);
            browser.showTab(second);
            put("b");
            awaitList(browser, "a", "b");
            assertThat(browser.texts("#changes > li")).containsExactly("a", "b");
            browser.showTab(first);
            back.accept(browser);
            awaitList(browser, "a", "b");
            put("c");
            awaitList(browser, "a", "b", "c");

            assertThat(browser.texts("#changes > li")).containsExactly("a", "b", "c");
            awaitOneConnection();
            return browser.texts("#log > li");
        }
    }

    @Test
    void tabsThatWereOfflineAreToldWhatTheyMissed() throws IOException {
        try (var wire = Wire.to(system.cloud().webSocketUri())) {
            URI page = page("ada", wire.over(system.cloud().webSocketUri()));
            try (var browser = Chromium.open(page)) {
                browser.awaitText("#state", "live");
                String first = browser.tab();
                String second = browser.openTab(page);
                browser.awaitText("#state", "live");
                wire.goDead();
                browser.offline(true);
                put("a");
                wire.mend();
                browser.offline(false);
                for (String tab : List.of(second, first)) {
                    browser.showTab(tab);
                    awaitList(browser, "a");
                    assertThat(browser.texts("#changes > li")).containsExactly("a");
                }
            }
        }
    }

    @Test
    void signingOutEndsAllTabs() {
        try (var browser = open("ada")) {
            String first = browser.tab();
            openTab(browser, "ada");
            browser.value("feed.close({ everywhere: true })");
            browser.showTab(first);
            browser.awaitText("#state", "closed");

            assertThat(browser.texts("#log > li")).containsExactly("open undefined", "close ended");
            await().until(() -> connections() == 0);
        }
    }

    private static Chromium open(String user) {
        var browser = Chromium.open(page(user, system.cloud().webSocketUri()));
        browser.awaitText("#state", "live");
        return browser;
    }

    private static String openTab(Chromium browser, String user) {
        String tab = browser.openTab(page(user, system.cloud().webSocketUri()));
        browser.awaitText("#state", "live");
        return tab;
    }

    private static URI page(String user, URI url) {
        return pages.page("user=" + user, "url=" + url);
    }

    private static void put(String id) {
        system.put(id, "name", id);
    }

    private static void awaitList(Chromium browser, String... ids) {
        await().untilAsserted(
                        () -> {
                            assertThat(browser.texts("#items > li")).containsExactly(ids);
                            assertThat(browser.texts("#state")).containsExactly("live");
                        });
    }

    private static int connections() {
        return system.cloud().gateway().connections().size();
    }

    private static void awaitOneConnection() {
        await().until(() -> connections() == 1);
    }
}
