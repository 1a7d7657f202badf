package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The examples of the README. */
class ReadmeIT {
    private static final Path ROOT = Path.of(System.getProperty("tablecast.project"));

    private static final Map<String, String> FREE_PORTS =
            Map.of(
                    "TABLECAST_PORT", "0",
                    "TABLECAST_DYNAMODB_PORT", "0",
                    "TABLECAST_STEPFUNCTIONS_PORT", "0",
                    "TABLECAST_EXAMPLE_PORT", "0");

    private static StartedProcess started;
    private static String gateway;
    private static String dynamoDb;
    private static String stepFunctions;

    @BeforeAll
    static void start() throws IOException {
        started = StartedProcess.start(FREE_PORTS);
        gateway = port("WebSocket +ws://localhost:(\\d+)/live");
        dynamoDb = port("DynamoDB +http://localhost:(\\d+)");
        stepFunctions = port("Step Functions +http://localhost:(\\d+)");
        started.awaitOutput(Pattern.compile("(aws dynamodb put-item)"));
    }

    @AfterAll
    static void stop() {
        started.close();
    }

    @Test
    void theFirstScreenShowsWhatTheCommandPrints() throws IOException {
        String shown = block("$ ./mvnw -Prun -Dexample=board\n").strip();
        assertThat(readme().indexOf(shown)).isLessThan(readme().indexOf("\n## "));

        try (var board = StartedProcess.start("board", FREE_PORTS)) {
            board.awaitOutput(Pattern.compile("(sign in as .+)"));
            await().untilAsserted(
                            () ->
                                    assertThat(withoutPorts(String.join("\n", board.output())))
                                            .isEqualTo(withoutPorts(shown)));
        }
    }

    @Test
    void theConsoleIsStartedWithWhatTheCommandPrints() throws IOException {
        String shown = block("$ ./mvnw -Prun\n").strip();

        await().untilAsserted(
                        () ->
                                assertThat(String.join("\n", started.output()).strip())
                                        .isEqualTo(onTheirPorts(shown)));
    }

    @Test
    void theListOfTheFirstScreenIsRightAndStaysSo() throws Exception {
        String page = "<pre" + block("html", "<pre");
        try (var board = BoardSystem.start();
                var pages = new SnippetPage(page, board)) {
            try (var browser = Chromium.open(pages.uri())) {
                browser.awaitText("#orders", "Harbour Hotel: Breakfast for 60");
                assertThat(browser.find("#orders").getText().lines())
                        .startsWith(
                                "Harbour Hotel: Breakfast for 60", "Riverside School: 120 pretzels")
                        .noneMatch(line -> line.contains("Town Hall"));

                board.place("bakery", "Late customer", 99_999);
                browser.awaitText("#orders", "Late customer: Rolls");
                assertThat(browser.find("#orders").getText()).startsWith("Late customer");
                assertThat(browser.consoleMessages()).isEmpty();
            }
        }
    }

    @Test
    void everyAddressHasTheSameHost() {
        assertThat(String.join("\n", started.output()))
                .contains("://localhost:")
                .doesNotContain("127.0.0.1");
    }

    @Test
    void theCommandThatIsPrintedMakesAChangeAppear() throws Exception {
        assumeAwsCli();
        WatchingClient client = watch();

        run(started.awaitOutput(Pattern.compile("^ +(\\S.*aws dynamodb put-item .+)")));

        await().until(() -> !client.changes().isEmpty());
        assertThat(client.changes().get(0).at("/new/name").asText()).isEqualTo("Ada");
        client.cut();
    }

    @Test
    void theCommandsToTryItWork() throws Exception {
        assumeAwsCli();
        WatchingClient client = watch();

        String scanned =
                run(
                        onTheirPorts(
                                "export AWS_ACCESS_KEY_ID=local"
                                        + block("export AWS_ACCESS_KEY_ID=local")));

        await().until(() -> client.changes().size() == 2);
        assertThat(client.values("/event").get(1)).isEqualTo("REMOVE");
        assertThat(scanned).contains("ConnectionId").contains("stateMachine:broadcast");
        client.cut();
    }

    @Test
    void theUrlForWscatIsTheOneThatIsServed() throws IOException {
        String command = "npx wscat -c" + block("npx wscat -c");

        assertThat(command.strip()).isEqualTo("npx wscat -c ws://localhost:8080/live");
        watch().cut();
    }

    @Test
    void aPingIsAnsweredAsItSays() throws IOException {
        assertThat(readme()).contains("`{\"action\":\"ping\"}`").contains("`{\"type\":\"pong\"}`");
        WatchingClient client = watch();

        client.send("{\"action\":\"ping\"}");

        await().until(() -> client.texts().equals(List.of("{\"type\":\"pong\"}")));
        client.cut();
    }

    @Test
    void theJarIsAsLargeAsItSays() throws IOException {
        Matcher size = Pattern.compile("one jar of ([0-9.]+) MB").matcher(readme());
        assertThat(size.find()).isTrue();

        assertThat(Files.size(ROOT.resolve("functions/target/functions.jar")) / 1e6)
                .isCloseTo(Double.parseDouble(size.group(1)), withPercentage(3));
    }

    @Test
    void everyFileThatItLinksToIsThere() throws IOException {
        List<String> links =
                Pattern.compile("]\\(([^)#]+)\\)")
                        .matcher(readme())
                        .results()
                        .map(match -> match.group(1))
                        .filter(link -> !link.startsWith("http"))
                        .toList();

        assertThat(links).isNotEmpty().allMatch(link -> Files.exists(ROOT.resolve(link)));
    }

    private static WatchingClient watch() {
        return WatchingClient.connect(URI.create("ws://localhost:" + gateway + "/live"));
    }

    /** The rest of a fenced block that begins with a text. */
    private static String block(String beginning) throws IOException {
        return block("", beginning);
    }

    /**
     * @param language of the block, as it stands behind the fence
     */
    private static String block(String language, String beginning) throws IOException {
        String fence = "```" + language + "\n" + beginning;
        String readme = readme();
        int start = readme.indexOf(fence);
        assertThat(start).as("a block that begins with " + beginning).isNotNegative();
        int end = readme.indexOf("\n```", start + fence.length());
        return readme.substring(start + fence.length(), end);
    }

    private static String onTheirPorts(String shown) {
        return shown.replace(":8080", ":" + gateway)
                .replace(":8000", ":" + dynamoDb)
                .replace(":8083", ":" + stepFunctions);
    }

    private static String withoutPorts(String text) {
        return text.strip().replaceAll(":\\d{2,5}\\b", ":PORT");
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private static String port(String pattern) {
        return started.awaitOutput(Pattern.compile(pattern));
    }

    private static void assumeAwsCli() {
        boolean installed =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "aws")));
        assumeTrue(installed, "the AWS CLI isn't installed");
    }

    private static String run(String commands) throws Exception {
        Process shell =
                new ProcessBuilder("sh", "-e", "-c", commands).redirectErrorStream(true).start();
        shell.getOutputStream().close();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
        return output;
    }
}
