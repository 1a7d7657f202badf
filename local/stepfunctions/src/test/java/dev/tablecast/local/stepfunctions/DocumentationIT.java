package dev.tablecast.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.stepfunctions.integration.BundledIntegrations;
import dev.tablecast.local.stepfunctions.integration.LambdaFunctions.Invocation;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.resource.IntegrationPattern;
import dev.tablecast.local.stepfunctions.resource.OptimizedIntegrations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The tables, examples and references of {@code docs/step-functions-local.md}. */
class DocumentationIT {
    private static final Path DOCUMENT = Path.of("../../docs/step-functions-local.md");
    private static final String WRITE = "docs.write";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /**
     * Compares the generated tables with the code. The failure names the command that regenerates
     * them.
     */
    @Test
    void theTables() throws IOException, InterruptedException {
        var sections = new LinkedHashMap<String, String>();
        sections.put("fields", DocumentedFields.table());
        sections.put("fields of JSONata states", DocumentedFields.jsonataTable());
        sections.put("integrations", integrations());
        sections.put("actions of the API", DocumentedFields.code(operations()));
        var current = Files.readString(DOCUMENT);
        for (var section : sections.entrySet()) {
            current = filled(current, section.getKey(), section.getValue());
        }
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(DOCUMENT, current);
        }
        assertThat(Files.readString(DOCUMENT))
                .as(
                        "this writes it anew: ./mvnw -pl local/stepfunctions -am verify -Dtest=None"
                                + " -Dit.test=DocumentationIT"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -D"
                                + WRITE
                                + "=true")
                .isEqualTo(current);
    }

    private static String filled(String page, String section, String content) {
        var place =
                Pattern.compile(
                                "(<!-- %1$s: generated -->\n).*?(<!-- end of %1$s -->)"
                                        .formatted(section),
                                Pattern.DOTALL)
                        .matcher(page);
        assertThat(place.find()).as("the page has a place for its " + section).isTrue();
        return place.replaceFirst("$1\n" + Matcher.quoteReplacement(content) + "\n\n$2");
    }

    /** Returns a row for each optimized integration, with its behaviour without a mock. */
    private static String integrations() {
        var rows = new ArrayList<String>();
        OptimizedIntegrations.all()
                .forEach(
                        (service, actions) ->
                                actions.forEach(
                                        (action, patterns) ->
                                                rows.add(row(service + ":" + action, patterns))));
        return "| `arn:aws:states:::` | patterns | without a mock |\n|---|---|---|\n"
                + String.join("\n", rows);
    }

    private static String row(String name, Set<IntegrationPattern> patterns) {
        return "| `"
                + name
                + "` | "
                + patterns.stream()
                        .map(IntegrationPattern::suffix)
                        .filter(suffix -> !suffix.isEmpty())
                        .map(suffix -> "`" + suffix + "`")
                        .collect(Collectors.joining(" "))
                + " | "
                + (isCalled(name) ? "called" : patterns.size() > 1 ? "waits for its token" : "")
                + " |";
    }

    private static boolean isCalled(String name) {
        return name.equals("states:startExecution")
                || name.equals("lambda:invoke")
                || bundledProblems("arn:aws:states:::" + name).isEmpty();
    }

    private static List<String> bundledProblems(String resource) {
        try (var integrations =
                BundledIntegrations.of(
                        (function, payload) -> new Invocation.Refused("No", "none"),
                        URI.create("http://localhost:1"),
                        "us-east-1",
                        () -> Instant.EPOCH,
                        roleArn -> "local")) {
            return integrations.problems(resource, Json.object());
        }
    }

    /** Returns the actions that the server lists in the error for an unknown action. */
    private static List<String> operations() throws IOException, InterruptedException {
        try (var local = StepFunctionsLocal.builder().port(0).start();
                var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(local.endpoint())
                            .header("X-Amz-Target", "AWSStepFunctions.Nope")
                            .header("Content-Type", "application/x-amz-json-1.0")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build();
            var body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            var message = Json.parse(body).path("message").asText();
            return List.of(message.substring(message.lastIndexOf(": ") + 2).split(", "));
        }
    }

    /** Compares the actions of DynamoDB that need no mock. */
    @Test
    void theActionsOfDynamoDbThatAreCalled() throws IOException {
        var row =
                Files.readAllLines(DOCUMENT).stream()
                        .filter(line -> line.startsWith("| `aws-sdk:dynamodb:*` |"))
                        .findFirst()
                        .orElseThrow();
        var message = bundledProblems("arn:aws:states:::aws-sdk:dynamodb:tagResource").getFirst();
        assertThat(named(row.substring(row.indexOf('|', 1))))
                .containsExactly(message.substring(message.lastIndexOf(": ") + 2).split(", "));
    }

    /**
     * Checks that the fields in the table of refused features, such as {@code Pass.Retry}, are
     * refused.
     */
    @Test
    void whatIsRefused() throws IOException {
        var refused = new ArrayList<String>();
        for (var line : Files.readAllLines(DOCUMENT)) {
            var matcher = Pattern.compile("`((?!States)[A-Z][a-z]+)\\.([A-Z]\\w+)`").matcher(line);
            while (line.startsWith("| `") && matcher.find()) {
                assertThat(problems(matcher.group(1), matcher.group(2)))
                        .as(matcher.group())
                        .anyMatch(p -> p.equals("/States/S/" + matcher.group(2)));
                refused.add(matcher.group());
            }
        }
        assertThat(refused).hasSizeGreaterThan(4);
    }

    private static List<String> problems(String kind, String field) {
        var machine = Json.object().put("StartAt", "S");
        machine.putObject("States").putObject("S").put("Type", kind).put(field, "x");
        return DocumentedFields.problems(machine).stream().map(p -> p.location()).toList();
    }

    @Test
    void theCasesItPointsTo() throws IOException {
        int found = 0;
        for (var name : named(Files.readString(DOCUMENT).replaceAll("(?s)```.*?```", ""))) {
            if (name.matches("(?!local/|docs/)[a-z]+/[a-z0-9-]+")) {
                assertThat(getClass().getResource("/conformance/" + name)).as(name).isNotNull();
                found++;
            }
        }
        assertThat(found).isGreaterThan(5);
    }

    /** Runs the definition with the mocks of the page. */
    @Test
    void theExample(@TempDir Path folder) throws IOException {
        var blocks =
                Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(DOCUMENT))
                        .results()
                        .map(match -> match.group(1))
                        .toList();
        var mocks = Files.writeString(folder.resolve("MockConfigFile.json"), blocks.get(1));
        try (var local =
                        StepFunctionsLocal.builder()
                                .port(0)
                                .waitScale(0)
                                .mockConfiguration(mocks)
                                .start();
                var sfn = SfnClients.of(local)) {
            var machine =
                    sfn.createStateMachine(
                                    r ->
                                            r.name("orders")
                                                    .roleArn("arn:aws:iam::000000000000:role/test")
                                                    .definition(blocks.getFirst()))
                            .stateMachineArn();
            assertThat(output(sfn, machine + "#Shipped")).isEqualTo("{\"parcel\":\"P-1\"}");
            assertThat(output(sfn, machine + "#BusyOnce")).isEqualTo("{\"parcel\":\"P-1\"}");
            assertThat(output(sfn, machine + "#NobodyApproves")).isEqualTo("\"cancelled\"");
        }
    }

    private static String output(SfnClient sfn, String target) {
        var arn = sfn.startExecution(r -> r.stateMachineArn(target).input("{}")).executionArn();
        return Awaitility.await()
                .until(
                        () -> sfn.describeExecution(r -> r.executionArn(arn)),
                        execution -> execution.status() != ExecutionStatus.RUNNING)
                .output();
    }

    private static List<String> named(String text) {
        return CODE.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
