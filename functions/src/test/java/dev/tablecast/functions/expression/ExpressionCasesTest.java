package dev.tablecast.functions.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * DynamoDB's answers to the expressions of {@code expressions.json}. A test of the local cloud asks
 * it again.
 */
class ExpressionCasesTest {
    private static final JsonNode CASES = cases();

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("expressions")
    void anExpressionMatchesOrIsRefusedAsByDynamoDb(String text, JsonNode expected) {
        if (expected.has("refused")) {
            assertThatThrownBy(() -> parse(text, expected)).isInstanceOf(ExpressionException.class);
            return;
        }
        Expression expression = parse(text, expected);
        var matches = new ArrayList<Integer>();
        List<Map<String, Value>> items = items();
        for (int i = 0; i < items.size(); i++) {
            if (expression.matches(items.get(i))) {
                matches.add(i);
            }
        }
        assertThat(matches)
                .isEqualTo(
                        StreamSupport.stream(expected.get("matches").spliterator(), false)
                                .map(JsonNode::asInt)
                                .toList());
    }

    static Stream<Arguments> expressions() {
        return StreamSupport.stream(CASES.get("cases").spliterator(), false)
                .map(expected -> Arguments.of(expected.get("expression").asText(), expected));
    }

    private static List<Map<String, Value>> items() {
        return StreamSupport.stream(CASES.get("items").spliterator(), false)
                .map(item -> ValueJson.readFields(item.toString()))
                .toList();
    }

    private static Expression parse(String text, JsonNode expected) {
        var names = new HashMap<String, String>();
        expected.path("names")
                .properties()
                .forEach(name -> names.put(name.getKey(), name.getValue().asText()));
        Map<String, Value> values =
                expected.has("values")
                        ? ValueJson.readFields(expected.get("values").toString())
                        : Map.of();
        return Expression.parse(text, new Placeholders(names, values));
    }

    private static JsonNode cases() {
        try (var json = ExpressionCasesTest.class.getResourceAsStream("/expressions.json")) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
