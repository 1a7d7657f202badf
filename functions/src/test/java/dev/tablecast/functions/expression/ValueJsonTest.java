package dev.tablecast.functions.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tablecast.functions.expression.ExpressionException.Part;
import dev.tablecast.functions.expression.Value.Binary;
import dev.tablecast.functions.expression.Value.Bool;
import dev.tablecast.functions.expression.Value.Fields;
import dev.tablecast.functions.expression.Value.Items;
import dev.tablecast.functions.expression.Value.Null;
import dev.tablecast.functions.expression.Value.Numeric;
import dev.tablecast.functions.expression.Value.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueJsonTest {
    @ParameterizedTest
    @MethodSource("values")
    void jsonSaysAValueAndReadsAsTheSame(String json, Value value) {
        assertThat(read(json)).isEqualTo(value);
        assertThat(read(ValueJson.write(value))).isEqualTo(value);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("\"a\"", new Text("a")),
                Arguments.of("\"\"", new Text("")),
                Arguments.of("1.50", new Numeric("1.5")),
                Arguments.of("-1E2", new Numeric("-100")),
                Arguments.of("0.0", new Numeric("0")),
                Arguments.of(
                        "12345678901234567890123456789012345678",
                        new Numeric("12345678901234567890123456789012345678")),
                Arguments.of("true", new Bool(true)),
                Arguments.of("null", new Null()),
                Arguments.of(
                        "[1,[],\"a\"]",
                        new Items(List.of(new Numeric("1"), new Items(List.of()), new Text("a")))),
                Arguments.of("{}", new Fields(Map.of())),
                Arguments.of(
                        "{\"a\":{\"b\":1}}",
                        new Fields(Map.of("a", new Fields(Map.of("b", new Numeric("1")))))),
                Arguments.of("{\"$N\":\"0.1\"}", new Numeric("0.1")),
                Arguments.of("{\"$N\":0.1}", new Numeric("0.1")),
                Arguments.of("{\"$B\":\"AQI=\"}", new Binary(new byte[] {1, 2})),
                Arguments.of(
                        "{\"$SS\":[\"a\",\"\"]}",
                        new Value.Texts(Set.of(new Text("a"), new Text("")))),
                Arguments.of(
                        "{\"$NS\":[\"1\",2.0]}",
                        new Value.Numerics(Set.of(new Numeric("1"), new Numeric("2")))),
                Arguments.of(
                        "{\"$BS\":[\"AQI=\"]}",
                        new Value.Binaries(Set.of(new Binary(new byte[] {1, 2})))),
                Arguments.of(
                        "{\"$M\":{\"$N\":1,\"a\":2}}",
                        new Fields(Map.of("$N", new Numeric("1"), "a", new Numeric("2")))),
                Arguments.of("{\"$M\":{}}", new Fields(Map.of())),
                Arguments.of(
                        "[{\"$M\":{\"$M\":{\"$M\":{\"$x\":1}}}}]",
                        new Items(
                                List.of(
                                        new Fields(
                                                Map.of(
                                                        "$M",
                                                        new Fields(
                                                                Map.of(
                                                                        "$x",
                                                                        new Numeric("1")))))))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1E126                 | has a number that has the exponent 126; a number's is from"
                        + " -130 to 125",
                "{'$N':'1E-131'}       | has a number that has the exponent -131; a number's is"
                        + " from -130 to 125",
                "{'$N':'x'}            | has a number that is no number",
                "{'$N':''}             | has a number that is no number",
                "{'$N':true}           | has a $N with something else than text",
                "1e99999999999         | has a number that is no number",
                "123456789012345678901234567890123456789 | has a number that has 39 digits; a"
                        + " number may have 38",
                "{'$B':'?'}            | has a $B that is not base64",
                "{'$B':1}              | has a $B with something else than text",
                "{'$SS':[]}            | has an empty set; DynamoDB has none",
                "{'$SS':['a','a']}     | has a set with a member twice",
                "{'$NS':['1','1.0']}   | has a set with a member twice",
                "{'$BS':['AQ==','AQ==']} | has a set with a member twice",
                "{'$SS':'a'}           | has a $SS that is no array",
                "{'$SS':[1]}           | has a $SS with something else than text",
                "{'$SS':['a'],'b':1}   | has a field \"b\" beside \"$SS\"; a map with such fields"
                        + " is {\"$M\":{…}}",
                "{'b':1,'$SS':['a']}   | has a map with a field \"$SS\"; such a map is"
                        + " {\"$M\":{…}}",
                "{'$X':1}              | has \"$X\"; it may be $N, $B, $SS, $NS, $BS, $M",
                "{'$S':'a'}            | has \"$S\"; it may be $N, $B, $SS, $NS, $BS, $M",
                "{'$M':1}              | has a $M that is no object",
                "{'':1}                | has a map with an empty field name",
                "[{'a':{'$SS':[]}}]    | has an empty set; DynamoDB has none"
            })
    void whatDynamoDbHasNotIsRefused(String json, String message) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> read(json.replace('\'', '"')))
                .satisfies(e -> assertThat(e.part()).isEqualTo(Part.VALUES))
                .withMessage(":v " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{",
                "{\":v\":}",
                "{\":v\":1} x",
                "{\":v\":NaN}",
                "{\":v\":[1}"
            })
    void whatIsNoJsonObjectIsRefused(String json) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> ValueJson.readFields(json))
                .withMessageStartingWith("values must be");
    }

    /** Refuses a set made of a map claim, and accepts names that begin with $. */
    @Test
    void theJsonOfClaimsMeansWhatItLooksLike() {
        Map<String, Value> claims =
                ValueJson.readClaims("{\"c\":{\"$SS\":[\"a\"],\"b\":1},\"$N\":{\"$N\":\"1\"}}");

        assertThat(claims)
                .isEqualTo(
                        Map.of(
                                "c",
                                new Fields(
                                        Map.of(
                                                "$SS",
                                                new Items(List.of(new Text("a"))),
                                                "b",
                                                new Numeric("1"))),
                                "$N",
                                new Fields(Map.of("$N", new Text("1")))));
        assertThat(read(ValueJson.write(claims.get("c")))).isEqualTo(claims.get("c"));
    }

    @Test
    void aClaimThatDynamoDbHasNotIsRefused() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> ValueJson.readClaims("{\"c\":1E200}"))
                .satisfies(e -> assertThat(e.part()).isEqualTo(Part.CLAIMS))
                .withMessageStartingWith("c has a number");
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> ValueJson.readClaims("[]"))
                .withMessage("claims must be a JSON object");
    }

    /** Types never convert, and a set isn't a list. */
    @Test
    void valuesOfDifferentTypesAreDifferent() {
        List<Value> values =
                Stream.of(
                                "\"1\"",
                                "1",
                                "{\"$B\":\"MQ==\"}",
                                "true",
                                "null",
                                "[1]",
                                "[\"1\"]",
                                "{\"1\":1}",
                                "{\"$SS\":[\"1\"]}",
                                "{\"$NS\":[\"1\"]}",
                                "{\"$BS\":[\"MQ==\"]}")
                        .map(ValueJsonTest::read)
                        .toList();

        assertThat(values).doesNotHaveDuplicates();
    }

    private static Value read(String json) {
        return ValueJson.readFields("{\":v\":" + json + "}").get(":v");
    }
}
