package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Rules for every view of the console, with data, in a window of 1280 pixels. */
class EveryViewIT {
    /** Roles of interactive elements, which need an accessible name. */
    private static final Set<String> USED =
            Set.of(
                    "button",
                    "link",
                    "textbox",
                    "searchbox",
                    "spinbutton",
                    "checkbox",
                    "radio",
                    "combobox",
                    "tab",
                    "table",
                    "region",
                    "navigation",
                    "dialog");

    private static TestSystem system;

    /** The browser; null if there is none. */
    private static @Nullable ConsolePage opened;

    @BeforeAll
    static void start() {
        system = TestSystem.start("projection", "ALL");
        opened = ConsolePage.open(system, "#/live");
        WatchingClient gone = system.connect();
        system.connect();
        system.put("1", "name", "Ada");
        system.put("1", "name", "Grace");
        system.delete("1");
        system.put("2", "name", "Edsger");
        browser().awaitText("#feed-rows", "Edsger");
        gone.close();
    }

    @AfterAll
    static void stop() {
        if (opened != null) {
            opened.close();
        }
        system.close();
    }

    /** A view, with the actions that show all of it. */
    private enum View {
        LIVE("#/live", "#feed-rows") {
            @Override
            void unfold(Chromium browser) {
                browser.click("#feed-rows > tr:first-child .raw-button");
                browser.await("#feed-rows pre");
            }
        },
        ITEMS("#/items", "#items-rows .edit") {
            @Override
            void unfold(Chromium browser) {
                browser.click("#key-0");
                browser.click("#put");
                browser.await("#field-error");
            }
        },
        CONNECTIONS("#/connections", "#ended-rows > tr") {
            @Override
            void unfold(Chromium browser) {
                browser.awaitText("#connections-rows", "delivered");
            }
        },
        EXECUTIONS("#/executions", "#executions-rows > tr") {
            @Override
            void unfold(Chromium browser) {
                browser.awaitText("#executions-rows", "Succeeded");
            }
        },
        EXECUTION("#/executions", "#executions-rows > tr") {
            @Override
            void unfold(Chromium browser) {
                browser.click("#executions-rows > tr:first-child a");
                browser.await("[data-id='Post to the chunk']").sendKeys(Keys.ENTER);
                browser.awaitText("#tab-panel", "{");
            }
        },
        RESOURCES("#/resources", "#resources-rows") {
            @Override
            void unfold(Chromium browser) {
                browser.await(".node[aria-label^='broadcast, State Machine']").click();
                browser.awaitText("#resource pre", "EXPRESS");
            }
        };

        private final String route;
        private final String shown;

        View(String route, String shown) {
            this.route = route;
            this.shown = shown;
        }

        abstract void unfold(Chromium browser);

        void open(Chromium browser) {
            browser.go(route);
            browser.await(shown);
            unfold(browser);
        }
    }

    @Test
    void everyTextCanBeToldFromWhatIsBehindItInLightAndDark() throws IOException {
        String contrast = script("contrast.js");
        var softly = new SoftAssertions();
        for (View view : View.values()) {
            view.open(browser());
            for (boolean dark : List.of(false, true)) {
                browser().dark(dark);
                var result = (Map<?, ?>) Objects.requireNonNull(browser().value(contrast));
                softly.assertThat((List<?>) result.get("problems"))
                        .as("%s, dark: %s", view, dark)
                        .isEmpty();
                softly.assertThat((Long) result.get("checked"))
                        .as("texts of %s", view)
                        .isPositive();
            }
        }
        softly.assertAll();
    }

    @Test
    void whatPeopleUseSaysWhatItIsFor() {
        for (View view : View.values()) {
            view.open(browser());

            assertThat(browser().accessibilityTree())
                    .as(view.name())
                    .hasSizeGreaterThan(10)
                    .filteredOn(node -> USED.contains(node.role()))
                    .isNotEmpty()
                    .filteredOn(node -> node.name().isBlank())
                    .isEmpty();
            assertThat(browser().texts("h1")).as(view.name()).hasSize(1);
            assertThat(browser().texts("main h2")).as(view.name()).isNotEmpty();
        }
    }

    @Test
    void everythingIsReachedWithTheKeyboardAndTheFocusIsSeen() throws IOException {
        String controls = script("controls.js");
        String focus = script("focus.js");
        for (View view : View.values()) {
            view.open(browser());
            browser().click(".brand");
            Set<String> expected = new HashSet<>();
            ((List<?>) Objects.requireNonNull(browser().value(controls)))
                    .forEach(control -> expected.add(String.valueOf(control)));
            assertThat(expected).as(view.name()).hasSizeGreaterThan(6);

            int steps = 2 * expected.size() + 20;
            for (int step = 0; step < steps && !expected.isEmpty(); step++) {
                browser().press(Keys.TAB);
                var found = (Map<?, ?>) Objects.requireNonNull(browser().value(focus));
                if (expected.remove(found.get("place") + " " + found.get("name"))) {
                    assertThat(found.get("isVisible"))
                            .as("the focus at %s in %s", found.get("name"), view)
                            .isEqualTo(true);
                }
            }
            assertThat(expected).as(view.name()).isEmpty();
        }
    }

    @Test
    void nothingIsWiderThanTheWindow() {
        for (View view : View.values()) {
            view.open(browser());

            assertThat(browser().value("return innerWidth")).isEqualTo(1280L);
            assertThat(
                            browser()
                                    .value(
                                            "return document.documentElement.scrollWidth <="
                                                    + " document.documentElement.clientWidth"))
                    .as(view.name())
                    .isEqualTo(true);
        }
    }

    /** The browser resolves no names; and nothing asks it to. */
    @Test
    void nothingIsAskedOfAnyoneElse() {
        for (View view : View.values()) {
            view.open(browser());
        }

        Object urls =
                browser()
                        .value(
                                "return performance.getEntriesByType('resource')"
                                        + ".map(({ name }) => name)");
        String own = system.cloud().connectionsEndpoint().resolve("/").toString();
        assertThat((List<?>) Objects.requireNonNull(urls))
                .hasSizeGreaterThan(20)
                .allSatisfy(url -> assertThat(url.toString()).startsWith(own));
        assertThat(browser().consoleMessages())
                .filteredOn(message -> !message.contains("/api/items"))
                .isEmpty();
    }

    private static Chromium browser() {
        return Objects.requireNonNull(opened).browser();
    }

    private static String script(String name) throws IOException {
        return Files.readString(
                Path.of(
                        System.getProperty("tablecast.project"),
                        "local/cloud/src/test/javascript/page",
                        name));
    }
}
