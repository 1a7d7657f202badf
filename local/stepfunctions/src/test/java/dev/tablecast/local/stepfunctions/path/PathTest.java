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

class PathTest {
    private static final JsonNode DATA =
            Json.parse("{\"a\":[1,2,3],\"n\":null,\"o\":{\"x y\":{\"z\":1.50}},\"e\":[]}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    $.a[-1]           | 3
                    $.a[0:2]          | [1,2]
                    $.a[0,2]          | [1,3]
                    $.a[5:]           | []
                    $.n               | null
                    $.o['x y'].z      | 1.50
                    $..z              | [1.50]
                    $.e[*]            | []
                    $.a.length()      | 3
                    $$.Execution.Name | 'test'
                    """)
    void selects(String path, String expected) {
        assertThat(Json.write(Path.parse(path).evaluate(scope())))
                .isEqualTo(expected.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.b", "$.a[3]", "$.e[0]", "$.n.x", "$.a.b", "$.b[*]", "$$.Nothing"})
    void selectsNothing(String path) {
        assertThat(Path.parse(path).find(scope())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "$.", "$a", "$.a[", "$.a[?(@.x]", "$.a['x]", "$.."})
    void isRefused(String path) {
        assertThatThrownBy(() -> Path.parse(path)).isInstanceOf(InvalidExpressionException.class);
    }

    @Test
    void aFunctionLeavesItsDataAlone() {
        var before = DATA.deepCopy();
        Path.parse("$.a.append(4)").evaluate(scope());
        assertThat(DATA).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    $            | 9
                    $.new.deep   | {'a':[{'b':1}],'new':{'deep':9}}
                    $.a[0].b     | {'a':[{'b':9}]}
                    $['a'][0]    | {'a':[9]}
                    $['x.y']     | {'a':[{'b':1}],'x.y':9}
                    """)
    void putsAValueInItsPlace(String path, String expected) {
        var target = Json.parse("{\"a\":[{\"b\":1}]}");
        var result = ReferencePath.parse(path).put(target, Json.parse("9"));
        assertThat(Json.write(result)).isEqualTo(expected.replace('\'', '"'));
        assertThat(Json.write(target)).isEqualTo("{\"a\":[{\"b\":1}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.a.b", "$.a[1]", "$.a[0].b.c"})
    void findsNoPlace(String path) {
        assertThatThrownBy(
                        () ->
                                ReferencePath.parse(path)
                                        .put(Json.parse("{\"a\":[{\"b\":1}]}"), Json.object()))
                .isInstanceOf(FailureException.class)
                .hasMessageStartingWith("States.ResultPathMatchFailure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.a[*]",
                "$..a",
                "$.a[0:1]",
                "$$.a",
                "$.a[?(@.b)]",
                "$.a,b",
                "a",
                "$.a[-1]"
            })
    void isNoReferencePath(String path) {
        assertThatThrownBy(() -> ReferencePath.parse(path))
                .isInstanceOf(InvalidExpressionException.class)
                .hasMessageContaining("is no reference path");
    }

    private static Scope scope() {
        return new Scope(DATA, Json.parse("{\"Execution\":{\"Name\":\"test\"}}"), new Random(1));
    }
}
