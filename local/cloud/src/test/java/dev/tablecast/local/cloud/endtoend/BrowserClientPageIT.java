package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The browser client in a page of its own, on an origin of its own, in a real browser. */
class BrowserClientPageIT {
    private static final String PAGE =
            """
            <!doctype html>
            <link rel="icon" href="data:,">
            <ol id="log"></ol>
            <script type="module">
              import { Tablecast } from "/tablecast.js";
              const url = new URL(location).searchParams.get("url");
              Math.random = () => 0;
              let signedIn = true;
              let frozenAt;
              let resumedAt;
              document.addEventListener("freeze", () => (frozenAt = Date.now()));
              document.addEventListener("resume", () => {
                resumedAt = Date.now();
                window.frozenFor = resumedAt - frozenAt;
              });
              window.signOut = () => (signedIn = false);
              const token = async () => {
                if (!signedIn) {
                  throw Object.assign(new Error("signed out"), { final: true });
                }
                return "eyJ.e30.c2ln";
              };
              const feed = new Tablecast(url, { token });
              const log = (text) => {
                const line = document.createElement("li");
                line.textContent = text;
                document.querySelector("#log").append(line);
              };
              for (const type of ["open", "close", "resync"]) {
                feed.addEventListener(type, ({ detail }) => log(`${type} ${detail?.reason}`));
              }
              feed.addEventListener("open", () => (window.openAgainAfter = Date.now() - resumedAt));
              feed.addEventListener("refused", ({ detail }) => log(`refused ${detail.count}`));
              feed.addEventListener("error", ({ detail }) => log(`error ${detail.message}`));
              feed.addEventListener("change", ({ detail }) => log(`change ${detail.new.name}`));
            </script>
            """;

    /** The shortest freeze after which a connection has to prove that it is alive. */
    private static final Duration FROZEN = Duration.ofSeconds(20);

    private static TestSystem system;
    private static ClientPages pages;

    @BeforeAll
    static void start() throws IOException {
        system = TestSystem.start("projection", "ALL");
        pages = ClientPages.serving(PAGE);
    }

    @AfterAll
    static void stop() {
        pages.close();
        system.close();
    }

    @Test
    void aPageIsToldChangesAndThatItWasCutOff() {
        try (var page = open(system.cloud().webSocketUri())) {
            page.awaitText("#log", "open undefined");
            reach(page, "<b>Ada</b>");

            String id = system.cloud().gateway().connections().getFirst().connectionId();
            system.cloud().gateway().cut(id);

            reach(page, "<b>Grace</b>");
            assertThat(page.texts("#log > li"))
                    .filteredOn(line -> !line.startsWith("change"))
                    .containsExactly("open undefined", "close lost", "open undefined");
        }
    }

    @Test
    void aPageThatIsRefusedIsToldEachTimeUntilItSaysThatItIsFinal() {
        try (var page = open(system.cloud().webSocketUri().resolve("/elsewhere"))) {
            page.awaitText("#log", "refused 12");
            page.value("signOut()");
            page.awaitText("#log", "close token");

            var lines = page.texts("#log > li");
            int refusals = lines.size() - 2;
            assertThat(lines.subList(refusals, lines.size()))
                    .containsExactly("error signed out", "close token");
            assertThat(lines.subList(0, refusals))
                    .isEqualTo(
                            IntStream.rangeClosed(1, refusals)
                                    .mapToObj(count -> "refused " + count)
                                    .toList());
        }
    }

    @Test
    void aPageThatWasFrozenReplacesAConnectionThatDiedWithinHalfAMinute() throws Exception {
        try (var wire = Wire.to(system.cloud().webSocketUri());
                var page = open(wire.over(system.cloud().webSocketUri()))) {
            page.awaitText("#log", "open undefined");
            page.freeze(true);
            wire.goDead();
            wire.mend();
            await().pollDelay(FROZEN).until(() -> true);
            page.freeze(false);

            // Some versions of Chromium close the WebSockets of a frozen page themselves.
            await().until(
                            () ->
                                    page.texts("#log > li").stream()
                                                    .filter(line -> line.startsWith("open"))
                                                    .count()
                                            == 2);
            assertThat(page.texts("#log > li"))
                    .filteredOn(line -> !line.startsWith("change"))
                    .isIn(replacedBecause("unanswered"), replacedBecause("lost"));
            assertThat(page.value("return window.frozenFor >= 20_000")).isEqualTo(true);
            assertThat(page.value("return window.openAgainAfter < 30_000")).isEqualTo(true);
            reach(page, "Edsger");
        }
    }

    private static List<String> replacedBecause(String reason) {
        return List.of("open undefined", "close " + reason, "open undefined");
    }

    private static Chromium open(URI url) {
        return Chromium.open(pages.page("url=" + url));
    }

    /** Waits until a broadcast reaches a page. */
    private static void reach(Chromium page, String name) {
        await().until(
                        () -> {
                            system.put(Long.toString(System.nanoTime()), "name", name);
                            return page.texts("#log > li").contains("change " + name);
                        });
    }
}
