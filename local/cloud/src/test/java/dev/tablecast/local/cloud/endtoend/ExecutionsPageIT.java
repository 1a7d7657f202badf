package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.gateway.ManagementFaults;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The console's view of the executions, used as a person would. */
class ExecutionsPageIT {
    private static final AtomicReference<Faults> FAULTS = new AtomicReference<>(Faults.NONE);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
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
                        "chunkSize",
                        "25");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void mend() {
        FAULTS.set(Faults.NONE);
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
            system.put("drawn", "name", "<b>Ada</b>");
            open(page, "drawn", "SUCCEEDED");

            assertThat(status(page, "Post to the chunk")).isEqualTo("succeeded");
            assertThat(status(page, "Post to every chunk")).isEqualTo("succeeded");
            assertThat(status(page, "Some connections lack the messages")).isNull();
            assertThat(name(page, "Post to the chunk"))
                    .isEqualTo("Post to the chunk, Task, Succeeded");
            assertThat(name(page, "Wait for the busy"))
                    .isEqualTo("Wait for the busy, Wait, Not run");
            assertThat(
                            page.browser()
                                    .value(
                                            "return"
                                                + " document.querySelectorAll('.edge[data-taken]').length"))
                    .isEqualTo(14L);
            page.assertLegible();

            state(page, "Post to the chunk").sendKeys(Keys.ENTER);
            page.browser().awaitText("#state-title", "Post to the chunk");
            page.browser().awaitText("#tab-panel", "<b>Ada</b>");
            page.browser().press(Keys.ARROW_RIGHT);
            page.browser().click("#tab-Output");
            page.browser().awaitText("#tab-panel", "\"delivered\": 1");
            page.browser().press(Keys.ARROW_RIGHT);
            page.browser().awaitText("#tab-panel", "TaskScheduled");
            page.browser().click(".events li:nth-child(2) summary");
            page.browser().awaitText(".events li:nth-child(2) pre", "\"resource\": \"invoke\"");
            page.browser().click("#tab-Definition");
            page.browser().awaitText("#tab-panel", "arn:aws:states:::lambda:invoke");
            assertThat(page.browser().texts("#timeline tbody tr")).hasSize(14);
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
            open(page, "retried", "SUCCEEDED");

            assertThat(name(page, "Post to the chunk"))
                    .isEqualTo("Post to the chunk, Task, Succeeded, 1 retry");
            state(page, "Post to the chunk").sendKeys(Keys.SPACE);
            page.browser().awaitText("#state .visit", "Runtime.ExitError");
        }
    }

    @Test
    void theBusyAreWaitedForInAnotherRound() {
        try (var page = open()) {
            var busy = new AtomicInteger(20);
            FAULTS.set(
                    Faults.NONE.withConnections(
                            call ->
                                    call.method().equals("POST") && busy.getAndDecrement() > 0
                                            ? new ManagementFaults.Answer(429)
                                            : new ManagementFaults.None()));
            system.put("busy", "name", "Ada");
            open(page, "busy", "RUNNING");
            await().until(() -> "succeeded".equals(status(page, "Report what became of everyone")));

            assertThat(status(page, "Wait for the busy")).isEqualTo("succeeded");
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
            open(page, "caught", "FAILED");
            FAULTS.set(Faults.NONE);

            assertThat(status(page, "Post to the chunk")).isEqualTo("caught");
            assertThat(status(page, "Note who is behind")).isEqualTo("succeeded");
            assertThat(status(page, "Some connections lack the messages")).isEqualTo("failed");
            page.browser().awaitText("#execution", "Tablecast.BroadcastIncomplete");

            state(page, "Post to every chunk").click();
            choose(page, 1);
            assertThat(status(page, "Post to the chunk")).isEqualTo("succeeded");
            assertThat(status(page, "Note who is behind")).isNull();
            choose(page, 0);
            assertThat(status(page, "Post to the chunk")).isEqualTo("caught");
            assertThat(status(page, "Report the chunk")).isNull();
        }
    }

    @Test
    void anExecutionThatIsForgottenSaysSo() {
        try (var page = ConsolePage.open(system, "#/executions/arn%3Aforgotten")) {
            page.browser().awaitText(".problem", "isn't known");
        }
    }

    private static ConsolePage open() {
        return ConsolePage.open(system, "#/executions");
    }

    private static WebElement newest(ConsolePage page) {
        return page.browser().await("#executions-rows > tr");
    }

    /** Opens the execution that tells of an item as soon as it has a status. */
    private static void open(ConsolePage page, String itemId, String status) {
        var arn = new AtomicReference<>("");
        await().until(
                        () -> {
                            arn.set(find(itemId, status));
                            return !arn.get().isEmpty();
                        });
        String route = "#/executions/" + URLEncoder.encode(arn.get(), StandardCharsets.UTF_8);
        page.browser().click("#executions-rows a[href='" + route + "']");
        page.browser().await(".picture");
    }

    /** Its ARN, or nothing; an earlier test's may come later, tried once more. */
    private static String find(String itemId, String status)
            throws IOException, InterruptedException {
        for (JsonNode execution : get("").path("executions")) {
            String arn = execution.path("arn").asText();
            if (execution.path("status").asText().equals(status)
                    && get("/" + arn).path("input").asText().contains('"' + itemId + "\\\"")) {
                return arn;
            }
        }
        return "";
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
