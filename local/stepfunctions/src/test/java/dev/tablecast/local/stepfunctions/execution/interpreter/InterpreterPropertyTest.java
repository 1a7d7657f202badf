package dev.tablecast.local.stepfunctions.execution.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.asl.parser.DefinitionParser;
import dev.tablecast.local.stepfunctions.asl.parser.InvalidDefinitionException;
import dev.tablecast.local.stepfunctions.execution.ExecutionOutcome;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import dev.tablecast.local.stepfunctions.resource.ServiceCatalog;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Machines of the conformance cases with mistakes put into them, and any input. */
class InterpreterPropertyTest {
    private static final JsonNode ECHO = Json.parse("{\"*\":[{\"echo\":true}]}");
    private static final List<Path> CASES = cases();
    private static final List<JsonNode> PIECES = pieces();

    /** A definition and an input, both with something replaced or removed. */
    record Machine(String definition, JsonNode input) {}

    @Property(tries = 4000, seed = "20260131", shrinking = ShrinkingMode.OFF)
    void anyMachineEndsWithAResultOrAnErrorOfAws(@ForAll("machines") Machine machine) {
        parse(machine.definition()).ifPresent(valid -> run(machine));
    }

    private static void run(Machine machine) {
        // A STANDARD machine that loops ends when its history is full.
        var run = TestRun.of(machine.definition(), machine.input(), ECHO, WorkflowType.STANDARD);
        if (run.outcome() instanceof ExecutionOutcome.Failed(var failure)) {
            assertThat(String.valueOf(failure.cause()))
                    .doesNotContain("threw an unexpected exception");
        }
    }

    @Property(tries = 3000, seed = "20260131", shrinking = ShrinkingMode.OFF)
    void parsingAgainWhatWasWrittenGivesTheSame(@ForAll("machines") Machine machine)
            throws IOException {
        var pretty =
                Json.mapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Json.parse(machine.definition()));
        assertThat(parse(pretty)).isEqualTo(parse(machine.definition()));
    }

    /** Returns the parsed definition as text; empty if the parser refuses it. */
    private static Optional<String> parse(String definition) {
        try {
            var parsed =
                    new DefinitionParser(
                            (resource, parameters) ->
                                    ServiceCatalog.problems(TaskResource.parse(resource)));
            return Optional.of(parsed.parse(definition).toString());
        } catch (InvalidDefinitionException e) {
            assertThat(e.problems()).isNotEmpty();
            assertThat(e.problems()).allMatch(problem -> problem.location().startsWith("/"));
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<Machine> machines() {
        return Combinators.combine(
                        Arbitraries.of(CASES),
                        Arbitraries.longs(),
                        Arbitraries.integers().between(0, 2))
                .as(InterpreterPropertyTest::machine);
    }

    private static Machine machine(Path folder, long seed, int mistakes) {
        var random = new Random(seed);
        var definition = read(folder.resolve("definition.json")).orElse(Json.object());
        var input = read(folder.resolve("input.json")).orElse(Json.object());
        for (int i = 0; i < mistakes; i++) {
            definition = withMistake(definition, random);
        }
        return new Machine(Json.write(definition), withMistake(input, random));
    }

    /** A copy in which one place is removed or holds a piece of another machine. */
    private static JsonNode withMistake(JsonNode json, Random random) {
        var copy = json.deepCopy();
        var containers = new ArrayList<JsonNode>();
        collect(copy, containers);
        containers.removeIf(JsonNode::isEmpty);
        if (containers.isEmpty()) {
            return piece(random);
        }
        switch (containers.get(random.nextInt(containers.size()))) {
            case ObjectNode object -> {
                var names = new ArrayList<String>();
                object.fieldNames().forEachRemaining(names::add);
                var name = names.get(random.nextInt(names.size()));
                if (random.nextInt(4) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, piece(random));
                }
            }
            case ArrayNode array -> array.set(random.nextInt(array.size()), piece(random));
            default -> throw new IllegalStateException("No container");
        }
        return copy;
    }

    private static JsonNode piece(Random random) {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    private static List<JsonNode> pieces() {
        var pieces = new ArrayList<JsonNode>();
        for (var folder : CASES) {
            read(folder.resolve("definition.json")).ifPresent(json -> addValues(json, pieces));
        }
        for (var odd : List.of("null", "-1", "1.5", "1e9", "[]", "{}", "\"\"", "\"$.a\"")) {
            for (int i = 0; i < 50; i++) {
                pieces.add(Json.parse(odd));
            }
        }
        return pieces;
    }

    private static void addValues(JsonNode json, List<JsonNode> values) {
        values.add(json);
        json.forEach(child -> addValues(child, values));
    }

    private static void collect(JsonNode json, List<JsonNode> containers) {
        if (json.isContainerNode()) {
            containers.add(json);
            json.forEach(child -> collect(child, containers));
        }
    }

    private static Optional<JsonNode> read(Path file) {
        try {
            return Files.exists(file) && Files.size(file) < 20_000
                    ? Optional.of(Json.parse(Files.readString(file)))
                    : Optional.empty();
        } catch (MalformedJsonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> cases() {
        try {
            var root =
                    Objects.requireNonNull(
                            InterpreterPropertyTest.class.getResource("/conformance"));
            try (var files = Files.walk(Path.of(root.toURI()))) {
                return files.filter(file -> file.endsWith("definition.json"))
                        .map(file -> Objects.requireNonNull(file.getParent()))
                        .sorted()
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
