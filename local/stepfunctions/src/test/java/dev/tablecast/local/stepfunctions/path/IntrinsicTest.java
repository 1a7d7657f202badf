package dev.tablecast.local.stepfunctions.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntrinsicTest {
    private static final String DATA =
            """
            {"a":[1,2,3],"o":{"x":1},"s":"a,b.c","n":null,"big":1e400,
             "odd":[1,1.0,"1",null,null,[1],[1.0]],"k y":{"(":[7]},"t":"{} and {}"}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    States.Array()                                | []
                    States.Array(1, 'x', true, null, $.n)         | [1,'x',true,null,null]
                    States.Array($['k y']['('][0],$.o)            | [7,{'x':1}]
                    States.ArrayUnique($.odd)                     | [1,'1',null,[1]]
                    States.ArrayContains($.a, 2.0)                | true
                    States.ArrayContains($.a, '2')                | false
                    States.ArrayRange(1, 1, 5)                    | [1]
                    States.ArrayRange(5, 1, 1)                    | []
                    States.ArrayLength(States.ArrayRange(1, 1000, 1)) | 1000
                    States.StringSplit($.s, ',.')                 | ['a','b','c']
                    States.StringSplit('  a  b ', ' ')            | ['a','b']
                    States.StringToJson('[1.10]')                 | [1.10]
                    States.JsonToString(1.10)                     | '1.10'
                    States.MathAdd(1.5, 1)                        | 3
                    States.MathAdd(2147483647, 1)                 | 2147483648
                    States.MathRandom(3, 4)                       | 3
                    States.Format($.t, 1, $.o)                    | '1 and {x=1}'
                    States.Hash('', 'MD5')                        | 'd41d8cd98f00b204e9800998ecf8427e'
                    States.ArrayPartition($.a,2)                  | [[1,2],[3]]
                    """)
    void yields(String call, String expected) {
        assertThat(Json.write(evaluate(call))).isEqualTo(expected.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "States.ArrayGetItem($.a, 3)",
                "States.ArrayGetItem($.a, -1)",
                "States.ArrayRange(1, 1001, 1)",
                "States.ArrayRange(1, 2, 0)",
                "States.ArrayPartition($.o, 2)",
                "States.ArrayPartition($.a, 'x')",
                "States.MathAdd($.big, 1)",
                "States.MathRandom(4, 4)",
                "States.Base64Decode('no base64!')",
                "States.Hash('x', 'SHA-3')",
                "States.JsonMerge($.o, $.o, true)",
                "States.JsonMerge($.o, $.a, false)",
                "States.StringToJson('{')",
                "States.Format('{', 1)",
                "States.Format('{}', 1, 2)",
                "States.Format($.n)"
            })
    void failsWith(String call) {
        assertThatThrownBy(() -> evaluate(call))
                .isInstanceOf(FailureException.class)
                .hasMessageStartingWith("States.IntrinsicFailure: The function '" + call + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "States.Nope()",
                "Nope",
                "",
                "States.Array(",
                "States.Array(1,)",
                "States.Array(1 2)",
                "States.Array(x)",
                "States.Array('open)",
                "States.Array('\\x')",
                "States.Array('\\",
                "States.Array($.a[)",
                "States.Array() and more",
                "States.UUID(1)",
                "States.ArrayLength()"
            })
    void isRefused(String call) {
        assertThatThrownBy(() -> Expression.parse(call))
                .isInstanceOf(InvalidExpressionException.class);
    }

    @Test
    void tenFunctionsCanBeNestedAndNotEleven() {
        var ten = "States.Array(".repeat(10) + ")".repeat(10);
        assertThat(evaluate(ten)).hasToString("[".repeat(10) + "]".repeat(10));
        assertThatThrownBy(() -> Expression.parse("States.Array(" + ten + ")"))
                .hasMessageContaining("more than 10 functions are nested");
    }

    @Test
    void aUuidIsRandomAndOfVersion4() {
        assertThat(evaluate("States.UUID()").textValue())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                .isNotEqualTo(evaluate("States.UUID()", 2).textValue());
    }

    @Test
    void aSeedMakesRandomNumbersRepeat() {
        var call = "States.MathRandom(1, 1000000, 42)";
        assertThat(evaluate(call, 1)).isEqualTo(evaluate(call, 2));
    }

    private static JsonNode evaluate(String call) {
        return evaluate(call, 1);
    }

    private static JsonNode evaluate(String call, long seed) {
        var scope = new Scope(Json.parse(DATA), Json.object(), new Random(seed));
        return Expression.parse(call).evaluate(scope);
    }
}
