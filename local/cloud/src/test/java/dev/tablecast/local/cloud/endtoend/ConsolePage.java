package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.Objects;

/** The console of a system in a real browser, which must log no errors. */
final class ConsolePage implements AutoCloseable {
    private final Chromium browser;

    private ConsolePage(Chromium browser) {
        this.browser = browser;
    }

    /**
     * Opens a view when nobody else is connected, and waits for the feed.
     *
     * @param route such as {@code #/items}
     */
    static ConsolePage open(TestSystem system, String route) {
        await().until(() -> system.cloud().gateway().connections().isEmpty());
        var page = openUnconnected(system, route);
        page.browser.awaitText("#pill-text", "Connected");
        await().until(() -> system.cloud().gateway().connectionCount() == 1);
        return page;
    }

    /** Opens a view of a system whose feed the page isn't let in to. */
    static ConsolePage openUnconnected(TestSystem system, String route) {
        URI root = system.cloud().connectionsEndpoint().resolve("/" + route);
        return new ConsolePage(Chromium.open(root));
    }

    Chromium browser() {
        return browser;
    }

    /** Checks that the page wrote nothing to the browser's console. */
    void assertSilent() {
        assertThat(browser.consoleMessages()).isEmpty();
    }

    /** The names in the picture, of 13 pixels where there is room, are large enough to read. */
    void assertLegible() {
        Object scale =
                browser.value(
                        "const svg = document.querySelector('.picture'); return"
                                + " svg.getBoundingClientRect().width /"
                                + " svg.viewBox.baseVal.width");
        assertThat(((Number) Objects.requireNonNull(scale)).doubleValue() * 13).isGreaterThan(11);
    }

    @Override
    public void close() {
        browser.close();
    }
}
