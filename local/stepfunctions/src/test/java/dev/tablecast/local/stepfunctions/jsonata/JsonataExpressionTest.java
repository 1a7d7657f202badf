package dev.tablecast.local.stepfunctions.jsonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.QueryEvaluationException;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.path.Scope;
import dev.tablecast.local.stepfunctions.path.Variables;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonataExpressionTest {
    @Test
    void whatPassesThroughKeepsItsDigits() throws Exception {
        var input = "{\"a\":1.10,\"b\":12345678901234567890123,\"c\":{\"d\":[0.1000]}}";

        assertThat(Json.write(evaluate("$states.input", input))).isEqualTo(input);
        assertThat(Json.write(evaluate("{'all': $states.input.c}", input)))
                .isEqualTo("{\"all\":{\"d\":[0.1000]}}");
    }

    @Test
    void whatIsComputedIsADouble() throws Exception {
        assertThat(Json.write(evaluate("0.1 + 0.2", "{}"))).isEqualTo("0.30000000000000004");
        assertThat(Json.write(evaluate("$states.input.a * 2", "{\"a\":1.50}"))).isEqualTo("3");
        assertThat(Json.write(evaluate("$power(10, 20)", "{}"))).isEqualTo("100000000000000000000");
    }

    /**
     * Checks the pool of parsed expressions, because the library can run one evaluation of each at
     * a time.
     */
    @Test
    void manyThreadsEvaluateTheSameExpressions() throws Exception {
        var sum = parse("$sum($map($states.input.n, function($v) { $v * $factor }))");
        var names = parse("$join($states.input.names ~> $sort(), '-')");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    threads.invokeAll(
                            IntStream.range(0, 500)
                                    .<Callable<String>>mapToObj(
                                            i -> () -> sumAndNames(sum, names, i))
                                    .toList());
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(i * 30 + " a-b" + i);
            }
        }
    }

    private static String sumAndNames(JsonataExpression sum, JsonataExpression names, int factor) {
        var variables = Variables.none();
        variables.assign(Json.object().put("factor", factor));
        var scope = scope("{\"n\":[10,20],\"names\":[\"b" + factor + "\",\"a\"]}", variables);
        return sum.evaluate(scope).intValue() + " " + names.evaluate(scope).textValue();
    }

    @Test
    void aFunctionOfStepFunctionsSaysWhatIsWrong() {
        assertThatThrownBy(() -> evaluate("$partition([1], 0.5)", "{}"))
                .isInstanceOf(QueryEvaluationException.class)
                .hasMessageContaining(
                        "specified for the field 'Output' threw an error during evaluation: The"
                                + " size of $partition must be a positive integer, not 0.5");
        assertThatThrownBy(() -> evaluate("$range(0, 1000, 1)", "{}"))
                .hasMessageContaining("$range yields at most 1000 numbers");
        assertThatThrownBy(() -> evaluate("$hash('x', 'MD4')", "{}"))
                .hasMessageContaining("must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512");
        assertThatThrownBy(() -> evaluate("$parse('{')", "{}"))
                .hasMessageContaining("The argument of $parse is not JSON");
    }

    /** Checks that functions don't change their arguments, which other states share. */
    @Test
    void theInputStaysAsItIs() throws Exception {
        var input = Json.parse("{\"list\":[3,1,2],\"o\":{\"a\":1}}");
        var copy = input.deepCopy();
        for (var expression :
                List.of(
                        "$append($states.input.list, 4)",
                        "$sort($states.input.list)",
                        "$reverse($states.input.list)",
                        "$shuffle($states.input.list)",
                        "$merge([$states.input.o, {'b': 2}])",
                        "$states.input ~> |o|{'a': 9}|",
                        "$sift($states.input.o, function($v) { $v > 5 })",
                        "$states.input.o ~> |$|{'c': 3}, ['a']|")) {
            try {
                parse(expression).evaluate(scope(Json.write(input), Variables.none()));
            } catch (QueryEvaluationException e) {
                assertThat(e).as(expression).hasMessageContaining("returned nothing");
            }
            assertThat(input).as(expression).isEqualTo(copy);
        }
    }

    private static JsonNode evaluate(String expression, String input) throws Exception {
        return parse(expression).evaluate(scope(input, Variables.none()));
    }

    private static JsonataExpression parse(String expression) throws Exception {
        return JsonataExpression.parse("Output", "{% " + expression + " %}", StatesField.ALWAYS);
    }

    private static Scope scope(String input, Variables variables) {
        var states = Json.object().<JsonNode>set("input", Json.parse(input));
        return new Scope(states, Json.object(), new Random(1), variables);
    }
}
