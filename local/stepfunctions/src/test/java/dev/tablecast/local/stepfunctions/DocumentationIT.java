package dev.tablecast.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.DefinitionParser;
import dev.tablecast.local.stepfunctions.asl.InvalidDefinitionException;
import dev.tablecast.local.stepfunctions.asl.Problem;
import dev.tablecast.local.stepfunctions.integration.BundledIntegrations;
import dev.tablecast.local.stepfunctions.integration.LambdaFunctions.Invocation;
import dev.tablecast.local.stepfunctions.json.Json;
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
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code docs/step-functions-local.md} names what there is, all of it, and nothing else. */
class DocumentationIT {
    private static final Path DOCUMENT = Path.of("../../docs/step-functions-local.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String PASS = "{\"Type\":\"Pass\",\"End\":true}";
    private static final String GRAPH = "\"StartAt\":\"I\",\"States\":{\"I\":" + PASS + "}";
    private static final Map<String, String> STATES =
            Map.of(
                    "Pass", PASS,
                    "Task",
                            "{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::dynamodb:getItem\"}",
                    "Choice", "{\"Type\":\"Choice\",\"Choices\":[]}",
                    "Wait", "{\"Type\":\"Wait\",\"Seconds\":1}",
                    "Parallel", "{\"Type\":\"Parallel\",\"Branches\":[{" + GRAPH + "}]}",
                    "Map", "{\"Type\":\"Map\",\"ItemProcessor\":{" + GRAPH + "}}",
                    "Succeed", "{\"Type\":\"Succeed\"}",
                    "Fail", "{\"Type\":\"Fail\"}");

    @ParameterizedTest
    @CsvSource({
        "Pass, a Pass state",
        "Task, a Task state",
        "Choice, a Choice state",
        "Wait, a Wait state",
        "Parallel, a Parallel state",
        "Map, a Map state",
        "Succeed, a Succeed state",
        "Fail, a Fail state"
    })
    void theFieldsOfAState(String kind, String what) throws IOException {
        var state = state(kind).put("Nope", true);
        assertThat(named(rows().get(kind))).isEqualTo(listed(state, "no field of " + what));
    }

    @ParameterizedTest
    @CsvSource({
        "state machine, a state machine, '{GRAPH,\"Nope\":1}'",
        "retrier, a retrier, '{\"Type\":\"Task\",\"Retry\":[{\"Nope\":1}]}'",
        "catcher, a catcher, '{\"Type\":\"Task\",\"Catch\":[{\"Nope\":1}]}'",
        "branch, a branch, '{\"Type\":\"Parallel\",\"Branches\":[{GRAPH,\"Nope\":1}]}'",
        "item processor, an ItemProcessor,"
                + " '{\"Type\":\"Map\",\"ItemProcessor\":{GRAPH,\"Nope\":1}}'"
    })
    void theFieldsOfWhatStatesHold(String row, String what, String json) throws IOException {
        var holder = (ObjectNode) Json.parse(json.replace("GRAPH", GRAPH));
        var problems = holder.has("Type") ? problems(holder) : problemsOf(holder);
        assertThat(named(rows().get(row))).isEqualTo(listed(problems, "no field of " + what));
    }

    @Test
    void theKindsOfStates() throws IOException {
        var unknown = Json.object().put("Type", "Nope");
        assertThat(rows().keySet()).containsAll(listed(unknown, "no kind of state"));
    }

    @Test
    void theOperatorsOfChoiceRules() throws IOException {
        var choice = state("Choice");
        choice.putArray("Choices").addObject().put("Variable", "$").put("Nope", 1);
        assertThat(named(rows().get("operators")))
                .isEqualTo(listed(choice, "no operator of a choice rule"));
    }

    @Test
    void theIntrinsicFunctions() throws IOException {
        var pass = state("Pass");
        pass.putObject("Parameters").put("x.$", "States.Nope()");
        assertThat(named(rows().get("intrinsic functions"))).isEqualTo(listed(pass, "no function"));
    }

    @ParameterizedTest
    @CsvSource({"arn:aws:states:::dynamodb:*", "arn:aws:states:::aws-sdk:dynamodb:*"})
    void theActionsOfIntegrations(String resource) throws IOException {
        var task = state("Task").put("Resource", resource.replace("*", "nope"));
        var row = new TreeSet<>(named(rows().get("`" + resource + "`")));
        assertThat(row).isEqualTo(listed(task, "its actions are"));
    }

    @Test
    void theOperationsOfTheApi() throws IOException, InterruptedException {
        assertThat(named(rows().get("API"))).isEqualTo(new TreeSet<>(names(unknownOperation())));
    }

    /**
     * The rows of the second table, as {@code Task.Credentials}: each is refused where it stands.
     */
    @Test
    void whatIsRefused() throws IOException {
        var refused = new ArrayList<String>();
        for (var row : rows().keySet()) {
            var matcher = Pattern.compile("`((?!States)[A-Z][a-z]+)\\.([A-Z]\\w+)`").matcher(row);
            while (matcher.find()) {
                var state = state(matcher.group(1)).put(matcher.group(2), "x");
                assertThat(problems(state))
                        .as(matcher.group())
                        .anyMatch(p -> p.location().equals("/States/S/" + matcher.group(2)));
                refused.add(matcher.group());
            }
        }
        assertThat(refused).hasSizeGreaterThan(10);
    }

    @Test
    void theCasesItPointsTo() throws IOException {
        var cases = CODE.matcher(Files.readString(DOCUMENT));
        int found = 0;
        while (cases.find()) {
            if (cases.group(1).matches("(?!local/)[a-z]+/[a-z0-9-]+")) {
                assertThat(getClass().getResource("/conformance/" + cases.group(1)))
                        .as(cases.group(1))
                        .isNotNull();
                found++;
            }
        }
        assertThat(found).isGreaterThan(5);
    }

    private static ObjectNode state(String kind) {
        return (ObjectNode) Json.parse(Objects.requireNonNull(STATES.get(kind)));
    }

    private static TreeSet<String> listed(ObjectNode state, String where) {
        return listed(problems(state), where);
    }

    private static TreeSet<String> listed(List<Problem> problems, String where) {
        var message =
                problems.stream()
                        .map(Problem::message)
                        .filter(m -> m.contains(where))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(where + ": " + problems));
        return new TreeSet<>(names(message));
    }

    private static List<String> names(String message) {
        return List.of(message.substring(message.lastIndexOf(": ") + 2).split(", "));
    }

    private static List<Problem> problems(ObjectNode state) {
        var machine = Json.object().put("StartAt", "S");
        machine.putObject("States").set("S", state);
        return problemsOf(machine);
    }

    private static List<Problem> problemsOf(ObjectNode machine) {
        try (var integrations =
                BundledIntegrations.of(
                        (function, payload) -> new Invocation.Refused("No", "none"),
                        URI.create("http://localhost:1"),
                        "us-east-1",
                        () -> Instant.EPOCH,
                        roleArn -> "local")) {
            var parser = new DefinitionParser(integrations::problems);
            var refusal =
                    catchThrowableOfType(
                            InvalidDefinitionException.class,
                            () -> parser.parse(Json.write(machine)));
            return refusal == null ? List.of() : refusal.problems();
        }
    }

    private static String unknownOperation() throws IOException, InterruptedException {
        try (var local = StepFunctionsLocal.builder().port(0).start();
                var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(local.endpoint())
                            .header("X-Amz-Target", "AWSStepFunctions.Nope")
                            .header("Content-Type", "application/x-amz-json-1.0")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build();
            var body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return Json.parse(body).path("message").asText();
        }
    }

    /** What the row names in code; of a row with a path, what stands behind it. */
    private static TreeSet<String> named(String row) {
        var names = new TreeSet<String>();
        var matcher = CODE.matcher(Objects.requireNonNull(row, "There is no such row"));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** The second cell of each row by its first. */
    private static Map<String, String> rows() throws IOException {
        var rows = new LinkedHashMap<String, String>();
        for (var line : Files.readAllLines(DOCUMENT)) {
            var cells = line.split("\\|");
            if (line.startsWith("|") && cells.length > 2) {
                rows.put(cells[1].strip(), cells[2]);
            }
        }
        return rows;
    }
}
