package dev.tablecast.local.stepfunctions.execution.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.asl.parser.InvalidDefinitionException;
import dev.tablecast.local.stepfunctions.execution.ExecutionOutcome;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import dev.tablecast.local.stepfunctions.json.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every folder under {@code conformance}: {@code definition.json}, {@code input.json} (by
 * default an empty object), {@code tasks.json} (see {@link ScriptedTasks}) and {@code
 * expected.json}, which contains the expected result and, as {@code source}, the reference for it.
 */
class ConformanceTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void behavesAsItsSourceSays(String name, Path folder) throws IOException {
        var expected = Json.parse(Files.readString(folder.resolve("expected.json")));
        assertThat(expected.path("source").asText()).as("source").isNotEmpty();
        var definition = Files.readString(folder.resolve("definition.json"));
        var type = WorkflowType.valueOf(expected.path("type").asText("STANDARD"));
        if (expected.has("problems")) {
            assertRefused(definition, type, expected.get("problems"));
            return;
        }
        var run = TestRun.of(definition, json(folder, "input"), json(folder, "tasks"), type);
        assertOutcome(run.outcome(), expected);
        expected.path("calls")
                .properties()
                .forEach(
                        calls ->
                                assertThat(run.tasks().callsOf(calls.getKey()))
                                        .as("calls of " + calls.getKey())
                                        .isEqualTo(list(calls.getValue())));
        if (expected.has("seconds")) {
            assertThat(Duration.between(TestTime.START, run.ended().time()))
                    .isEqualTo(Duration.ofSeconds(expected.get("seconds").longValue()));
        }
        if (expected.has("previous")) {
            assertThat(run.events().stream().map(HistoryEvent::previousEventId).toList())
                    .isEqualTo(
                            list(expected.get("previous")).stream()
                                    .map(JsonNode::longValue)
                                    .toList());
        }
        if (expected.has("events")) {
            assertThat(run.eventTypes())
                    .isEqualTo(
                            list(expected.get("events")).stream().map(JsonNode::asText).toList());
        }
    }

    private static void assertOutcome(ExecutionOutcome outcome, JsonNode expected) {
        switch (outcome) {
            case ExecutionOutcome.Succeeded(Payload output) -> {
                assertThat(expected.has("output")).as("ended with " + output.text()).isTrue();
                assertThat(output.text()).isEqualTo(Json.write(expected.get("output")));
            }
            case ExecutionOutcome.Failed(var failure) -> {
                assertThat(expected.has("error") || expected.has("failed"))
                        .as("failed with " + failure)
                        .isTrue();
                assertThat(failure.error())
                        .as(failure.cause())
                        .isEqualTo(expected.path("error").textValue());
                if (expected.has("noCause")) {
                    assertThat(failure.cause()).isNull();
                }
                if (expected.has("cause")) {
                    assertThat(failure.cause()).isEqualTo(text(expected, "cause"));
                }
            }
            case ExecutionOutcome.TimedOut timedOut ->
                    assertThat(text(expected, "status")).isEqualTo("TIMED_OUT");
            case ExecutionOutcome.Aborted aborted -> throw new AssertionError("It was aborted");
        }
    }

    private static void assertRefused(String definition, WorkflowType type, JsonNode problems) {
        var refusal =
                Objects.requireNonNull(
                        catchThrowableOfType(
                                InvalidDefinitionException.class,
                                () -> TestRun.of(definition, Json.object(), Json.object(), type)),
                        "The definition was accepted");
        assertThat(refusal.problems().stream().map(p -> p.location()).toList())
                .as(refusal.getMessage())
                .containsExactlyInAnyOrderElementsOf(
                        list(problems).stream().map(JsonNode::asText).toList());
    }

    private static String text(JsonNode expected, String field) {
        return expected.path(field).asText("(none expected)");
    }

    private static List<JsonNode> list(JsonNode array) {
        var items = new ArrayList<JsonNode>();
        array.forEach(items::add);
        return items;
    }

    private static JsonNode json(Path folder, String name) throws IOException {
        var file = folder.resolve(name + ".json");
        return Files.exists(file) ? Json.parse(Files.readString(file)) : Json.object();
    }

    static Stream<Arguments> cases() throws IOException, URISyntaxException {
        var resource = Objects.requireNonNull(ConformanceTest.class.getResource("/conformance"));
        var root = Path.of(resource.toURI());
        try (var files = Files.walk(root)) {
            return files
                    .filter(file -> file.endsWith("definition.json"))
                    .map(Path::getParent)
                    .sorted()
                    .map(folder -> Arguments.of(root.relativize(folder).toString(), folder))
                    .toList()
                    .stream();
        }
    }
}
