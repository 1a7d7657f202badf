package dev.tablecast.local.cloud.filters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.ValueJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** DynamoDB Local still answers what {@code expressions.json} says that it answers. */
class ExpressionCasesIT {
    private static final Path CASES =
            Path.of(
                    System.getProperty("tablecast.project"),
                    "functions/src/test/resources/expressions.json");

    private static ItemsTable table;

    @BeforeAll
    static void start() throws IOException {
        table = ItemsTable.start();
        table.put(
                "cases",
                elements(cases().get("items"))
                        .map(item -> ValueJson.readFields(item.toString()))
                        .toList());
    }

    @AfterAll
    static void stop() {
        table.close();
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("expressions")
    void dynamoDbAnswersTheSame(
            String text, Placeholders placeholders, Optional<Set<Integer>> matches) {
        assertThat(table.matches("cases", text, placeholders)).isEqualTo(matches);
    }

    static Stream<Arguments> expressions() throws IOException {
        return elements(cases().get("cases")).flatMap(ExpressionCasesIT::arguments);
    }

    /** Returns a case's arguments; none if its value can't be read, and so can't be sent. */
    private static Stream<Arguments> arguments(JsonNode expected) {
        try {
            return Stream.of(
                    Arguments.of(
                            expected.get("expression").asText(),
                            placeholders(expected),
                            expected.has("refused")
                                    ? Optional.empty()
                                    : Optional.of(
                                            elements(expected.get("matches"))
                                                    .map(JsonNode::asInt)
                                                    .collect(Collectors.toSet()))));
        } catch (ExpressionException e) {
            return Stream.of();
        }
    }

    private static Placeholders placeholders(JsonNode expected) {
        Map<String, String> names = new HashMap<>();
        expected.path("names")
                .properties()
                .forEach(name -> names.put(name.getKey(), name.getValue().asText()));
        return new Placeholders(
                names,
                expected.has("values")
                        ? ValueJson.readFields(expected.get("values").toString())
                        : Map.of());
    }

    private static JsonNode cases() throws IOException {
        return new ObjectMapper().readTree(CASES.toFile());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
