package dev.tablecast.local.stepfunctions.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExpressionPropertyTest {
    private static final JsonNode DATA =
            Json.parse(
                    "{\"a\":[1,2.5,-3,\"x\",null,true,[1],{\"b\":1}],\"b\":{\"a\":\"y\"},"
                            + "\"n\":null,\"t\":\"text\",\"big\":12345678901234567890}");
    private static final List<String> TOKENS =
            List.of(
                    "$",
                    "$$",
                    ".a",
                    ".b",
                    ".n",
                    ".t",
                    ".big",
                    "..",
                    "[0]",
                    "[-1]",
                    "[*]",
                    "[1:3]",
                    "[?(@.b == 1)]",
                    "['a']",
                    "[",
                    "]",
                    "(",
                    ")",
                    "'",
                    "\\",
                    "{}",
                    ",",
                    " ",
                    "1",
                    "-2.5",
                    "1e9",
                    "true",
                    "null",
                    "'x'",
                    "'{}'",
                    ".length()",
                    ".append(1)",
                    "@");

    @Property(tries = 4000, seed = "20260131")
    void anyTextIsRefusedOrYieldsAValueOrAFailure(@ForAll("texts") String text) {
        evaluate(text);
    }

    @Property(tries = 4000, seed = "20260131")
    void anyCallYieldsAValueOrAFailure(@ForAll("calls") String call) {
        evaluate(call).ifPresent(value -> assertThat(Json.write(value)).isNotNull());
    }

    @Property(tries = 1000, seed = "20260131")
    void aSplitNeverHasTheSplitterInIt(@ForAll String text) {
        var data = Json.object().put("t", text);
        var scope = new Scope(data, Json.object(), new Random(1));
        var parts = Expression.parse("States.StringSplit($.t, 'ab')").evaluate(scope);
        assertThat(parts)
                .allSatisfy(part -> assertThat(part.textValue()).isNotEmpty().doesNotContain("a"));
    }

    @Property(tries = 500, seed = "20260131")
    void aPartitionHoldsEachItemOnceInItsOrder(@ForAll List<Integer> items) {
        var data = Json.object();
        data.set("a", Json.mapper().valueToTree(items));
        var scope = new Scope(data, Json.object(), new Random(1));
        var chunks = Expression.parse("States.ArrayPartition($.a, 3)").evaluate(scope);
        var joined = Json.mapper().createArrayNode();
        chunks.forEach(chunk -> chunk.forEach(joined::add));
        assertThat(joined).isEqualTo(data.get("a"));
    }

    private static Optional<JsonNode> evaluate(String text) {
        try {
            return Optional.of(
                    Expression.parse(text).evaluate(new Scope(DATA, DATA, new Random(1))));
        } catch (InvalidExpressionException | PathNotFoundException | FailureException e) {
            assertThat(e).hasMessageNotContaining("Exception:");
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(TOKENS)
                .list()
                .ofMaxSize(6)
                .map(tokens -> "$" + String.join("", tokens));
    }

    @Provide
    Arbitrary<String> calls() {
        var arguments =
                Arbitraries.of(
                        "$.a",
                        "$.b",
                        "$.n",
                        "$.t",
                        "$.big",
                        "$.a[1]",
                        "$.a[*]",
                        "$$.t",
                        "0",
                        "1",
                        "-2.5",
                        "3",
                        "2147483647",
                        "true",
                        "null",
                        "'x'",
                        "''",
                        "'{} {}'",
                        "'MD5'",
                        "false",
                        "States.Array()",
                        "States.Array(1, 'x')");
        var names = Arrays.stream(Intrinsic.values()).map(Intrinsic::fullName).toList();
        return Arbitraries.of(names)
                .flatMap(
                        name ->
                                arguments
                                        .list()
                                        .ofMaxSize(3)
                                        .map(list -> name + "(" + String.join(", ", list) + ")"));
    }
}
