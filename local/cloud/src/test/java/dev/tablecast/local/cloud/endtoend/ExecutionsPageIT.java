package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The console's view of the executions, used as a person would. */
class ExecutionsPageIT {
    private static final AtomicReference<Faults> FAULTS = new AtomicReference<>(Faults.NONE);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Set<String> BEFORE = new HashSet<>();
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system =
                TestSystem.start(
                        options ->
                                options.withFaults(
                                        Faults.NONE
                                                .withConnections(
                                                        call ->
                                                                FAULTS.get()
                                                                        .connections()
                                                                        .before(call))
                                                .withInvocations(
                                                        (name, event) ->
                                                                FAULTS.get()
                                                                        .invocations()
                                                                        .before(name, event))),
                        "projection",
                        "ALL",
                        "pageSize",
                        "26",
                        "chunkSize",
                        "25");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @BeforeEach
    void remember() throws Exception {
        get("").path("executions").forEach(execution -> BEFORE.add(execution.path("arn").asText()));
    }

    @AfterEach
    void mend() {
        FAULTS.set(Faults.NONE);
        await().until(system::owesNothing);
        system.disconnectAll();
    }

    @Test
    void executionsAreListedAsTheyHappenWithTheirCounts() {
        try (var page = open()) {
            system.connect(2);
            system.put("listed", "name", "Ada");

            await().untilAsserted(
                            () ->
                                    assertThat(newest(page).getText())
                                            .contains("Succeeded")
                                            .endsWith("3 3 0 0"));
            page.browser().click("#pause-list");
            int listed = page.browser().texts("#executions-rows > tr").size();
            system.put("unlisted", "name", "Ada");
            page.browser().click("#pause-list");
            await().until(() -> page.browser().texts("#executions-rows > tr").size() > listed);
            page.assertSilent();
        }
    }

    @Test
    void thePathOfAnExecutionIsColouredAndTellsWhatEachStateGotAndGave() {
        try (var page = open()) {
            system.put("drawn", "name", "Ada");
            open(page, "SUCCEEDED");

            assertThat(status(page, "Post to the chunk")).isEqualTo("succeeded");
            assertThat(status(page, "Post to every chunk")).isEqualTo("succeeded");
            assertThat(status(page, "Some connections lack the changes")).isNull();
            assertThat(name(page, "Post to the chunk"))
                    .isEqualTo("Post to the chunk, Task, Succeeded");
            assertThat(name(page, "Scan the next page of connections"))
                    .isEqualTo("Scan the next page of connections, Task, Not run");
            assertThat(
                            page.browser()
                                    .value(
                                            "return"
                                                + " document.querySelectorAll('.edge[data-taken]').length"))
                    .isEqualTo(8L);
            page.assertLegible();

            state(page, "Post to the chunk").sendKeys(Keys.ENTER);
            page.browser().awaitText("#state-title", "Post to the chunk");
            page.browser().awaitText("#tab-panel", "\"epoch\": ");
            page.browser().press(Keys.ARROW_RIGHT);
            page.browser().click("#tab-Output");
            page.browser().awaitText("#tab-panel", "\"delivered\": 1");
            page.browser().press(Keys.ARROW_RIGHT);
            page.browser().awaitText("#tab-panel", "TaskScheduled");
            page.browser().click(".events li:nth-child(2) summary");
            page.browser().awaitText(".events li:nth-child(2) pre", "\"resource\": \"invoke\"");
            page.browser().click("#tab-Definition");
            page.browser().awaitText("#tab-panel", "arn:aws:states:::lambda:invoke");
            assertThat(page.browser().texts("#timeline tbody tr")).hasSize(8);
            page.assertSilent();
        }
    }

    @Test
    void anErrorThatIsRetriedIsCounted() {
        try (var page = open()) {
            var failed = new AtomicBoolean();
            FAULTS.set(
                    Faults.NONE.withInvocations(
                            (function, event) ->
                                    function.equals("post") && !failed.getAndSet(true)
                                            ? new InvocationFaults.FailsBefore(
                                                    InvocationFaults.crash())
                                            : new InvocationFaults.None()));
            system.put("retried", "name", "Ada");
            open(page, "SUCCEEDED");

            assertThat(name(page, "Post to the chunk"))
                    .isEqualTo("Post to the chunk, Task, Succeeded, 1 retry");
            state(page, "Post to the chunk").sendKeys(Keys.SPACE);
            page.browser().awaitText("#state .visit", "Runtime.ExitError");
        }
    }

    @Test
    void aPageIsAnotherVisitOfTheSameStates() {
        try (var page = open()) {
            system.connect(30);
            system.put("paged", "name", "Ada");
            open(page, "SUCCEEDED");

            assertThat(name(page, "Post to every chunk")).contains("times");
            state(page, "Post to every chunk").click();
            page.browser().await("#visit");
            assertThat(page.browser().texts("#visit option"))
                    .hasSizeGreaterThan(1)
                    .allMatch(visit -> visit.endsWith("(succeeded)"));
        }
    }

    @Test
    void aCaughtErrorAndTheFailureThatItLeadsToHaveTheirOwnColours() {
        try (var page = open()) {
            system.connect(25);
            FAULTS.set(
                    Faults.NONE.withInvocations(
                            (function, event) -> {
                                var chunk =
                                        WatchingClient.json(
                                                        new String(event, StandardCharsets.UTF_8))
                                                .path("chunk");
                                return function.equals("post") && chunk.asInt(1) == 0
                                        ? new InvocationFaults.FailsBefore(InvocationFaults.crash())
                                        : new InvocationFaults.None();
                            }));
            system.put("caught", "name", "Ada");
            open(page, "FAILED");
            FAULTS.set(Faults.NONE);

            assertThat(status(page, "Post to the chunk")).isEqualTo("caught");
            assertThat(status(page, "Report the failed chunk")).isEqualTo("succeeded");
            assertThat(status(page, "Some connections lack the changes")).isEqualTo("failed");
            page.browser().awaitText("#execution", "Runtime.ExitError");

            state(page, "Post to every chunk").click();
            choose(page, 1);
            assertThat(status(page, "Post to the chunk")).isEqualTo("succeeded");
            assertThat(status(page, "Report the failed chunk")).isNull();
            choose(page, 0);
            assertThat(status(page, "Post to the chunk")).isEqualTo("caught");
            assertThat(status(page, "Prune those who have gone")).isNull();
        }
    }

    @Test
    void anExecutionThatIsForgottenSaysSo() {
        try (var page = ConsolePage.open(system, "#/executions/arn%3Aforgotten")) {
            page.browser().awaitText(".problem", "not found");
        }
    }

    private static ConsolePage open() {
        return ConsolePage.open(system, "#/executions");
    }

    private static WebElement newest(ConsolePage page) {
        return page.browser().await("#executions-rows > tr");
    }

    /** Opens the first execution of this test that has a status, as soon as there is one. */
    private static void open(ConsolePage page, String status) {
        var arn = new AtomicReference<>("");
        await().until(
                        () -> {
                            arn.set(find(status));
                            return !arn.get().isEmpty();
                        });
        String route = "#/executions/" + URLEncoder.encode(arn.get(), StandardCharsets.UTF_8);
        page.browser().click("#executions-rows a[href='" + route + "']");
        page.browser().await(".picture");
    }

    /** Returns the execution's ARN, or an empty string. */
    private static String find(String status) throws IOException, InterruptedException {
        return get("").path("executions")
                .valueStream()
                .filter(execution -> execution.path("status").asText().equals(status))
                .map(execution -> execution.path("arn").asText())
                .filter(arn -> !BEFORE.contains(arn))
                .reduce((newer, older) -> older)
                .orElse("");
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        URI uri = system.cloud().connectionsEndpoint().resolve("/api/executions" + path);
        return WatchingClient.json(
                HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
    }

    private static WebElement state(ConsolePage page, String state) {
        return page.browser().find("[data-id='" + state + "']");
    }

    private static String status(ConsolePage page, String state) {
        return state(page, state).getAttribute("data-status");
    }

    private static String name(ConsolePage page, String state) {
        return state(page, state).getAttribute("aria-label");
    }

    private static void choose(ConsolePage page, int index) {
        await().ignoreExceptions()
                .until(
                        () -> {
                            page
                                    .browser()
                                    .find("#iteration")
                                    .findElements(By.tagName("option"))
                                    .stream()
                                    .filter(
                                            option ->
                                                    option.getText()
                                                            .contains("iteration " + index + " "))
                                    .findFirst()
                                    .orElseThrow()
                                    .click();
                            return true;
                        });
    }
}
