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

    private static final JsonNode GRAMMAR =
            Json.parse(
                    """
                    {"rows": [{"kind": "TOTAL", "n": 1, "b": true},
                              {"kind": "x", "n": 2.50, "big": 12345678901234567890, "nul": null},
                              {"kind": "it's", "n": 3}],
                     "k": {"a b": 1, "a'b": 2, "a\\\\b": 3, "a\\"b": 4, "a.b": 5, "a]b": 6, "x-y": 7,
                           "ä": 8, "0": 9}}
                    """);

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
    @ValueSource(
            strings = {
                "",
                "a",
                "$.",
                "$1a",
                "$a-b",
                "$states",
                "$.a[",
                "$.a[?(@.x]",
                "$.a['x]",
                "$.."
            })
    void isRefused(String path) {
        assertThatThrownBy(() -> Path.parse(path)).isInstanceOf(InvalidExpressionException.class);
    }

    /** The grammar, with the result of each form in JsonPath. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            textBlock =
                    """
                    $.rows[?(@.kind==TOTAL)].n                ; [1]
                    $.rows[?(@.kind == TOTAL)].n              ; [1]
                    $.rows[?(@.kind!=TOTAL)].n                ; [2.50,3]
                    $.rows[?(TOTAL == @.kind)].n              ; refused
                    $.rows[?(@.kind=='TOTAL')].n              ; [1]
                    $.rows[?(@.kind=="TOTAL")].n              ; [1]
                    $.rows[?(@.kind==TO-TAL_2)].n             ; []
                    $.rows[?(@.kind=='@.x==TOTAL')].n         ; []
                    $.rows[?(@.n==1 && @.kind==TOTAL)].n      ; [1]
                    $.rows[?(@.n==3||@.kind==TOTAL)].n        ; [1,3]
                    $.rows[?(@.kind=="it's")].n               ; [3]
                    $.rows[?(@.kind=='it\\'s')].n             ; [3]
                    $.rows[?(@.kind in [TOTAL, x])].n         ; [1,2.50]
                    $.rows[?(@.kind =~ /tot=al|TOTAL/)].n     ; [1]
                    $.rows[?(@.kind=~/tot.*/i)].n             ; [1]
                    $.rows[?(@['kind']==x)].n                 ; [2.50]
                    $.rows[?(@.n==1)].kind                    ; ["TOTAL"]
                    $.rows[?(@.n==1.0)].kind                  ; ["TOTAL"]
                    $.rows[?(@.n==2.5)].kind                  ; ["x"]
                    $.rows[?(@.n==3e0)].kind                  ; ["it's"]
                    $.rows[?(@.n>=-1)].kind                   ; ["TOTAL","x","it's"]
                    $.rows[?(@.n<2)].kind                     ; ["TOTAL"]
                    $.rows[?(@.big==12345678901234567890)].n  ; [2.50]
                    $.rows[?(@.b==true)].n                    ; [1]
                    $.rows[?(@.nul==null)].n                  ; [2.50]
                    $.rows[?(@.n==$.rows[0].n)].n             ; [1]
                    $.rows[?(@.big)].n                        ; [2.50]
                    $.rows[?(!(@.n==1))].n                    ; [2.50,3]
                    $.rows.[?(@.n==1)].n                      ; [1]
                    $.rows[?@.n==1].n                         ; refused
                    $.rows[?(@.kind==)].n                     ; refused
                    $.k.['a b']                               ; 1
                    $.['k'].['a b']                           ; 1
                    $.k["a b"]                                ; 1
                    $.k[ 'a b' ]                              ; 1
                    $.k['a\\'b']                              ; 2
                    $.k["a'b"]                                ; 2
                    $.k['a\\\\b']                             ; 3
                    $.k['a"b']                                ; 4
                    $.k["a\\"b"]                              ; 4
                    $.k['a.b']                                ; 5
                    $.k['a]b']                                ; 6
                    $.k.x-y                                   ; 7
                    $.k.ä                                     ; 8
                    $.k.0                                     ; 9
                    $.k['a b','x-y']                          ; {"a b":1,"x-y":7}
                    $..['a b']                                ; [1]
                    $.rows.[0].n                              ; 1
                    $.rows[ 0 ].n                             ; 1
                    $.rows[-1].n                              ; 3
                    $.rows[0,1].n                             ; [1,2.50]
                    $.rows[:2].n                              ; [1,2.50]
                    $.rows[1:].n                              ; [2.50,3]
                    $.rows[-1:].n                             ; [3]
                    $.rows.length()                           ; 3
                    $.k.a b                                   ; refused
                    $. k                                      ; refused
                    $.k.                                      ; refused
                    $.k[]                                     ; refused
                    $.k[a]                                    ; refused
                    """)
    void theGrammarOfPaths(String path, String expected) {
        String found;
        try {
            var scope = scope().with(GRAMMAR);
            found = Json.write(Path.parse(path).evaluate(scope));
        } catch (InvalidExpressionException e) {
            found = "refused";
        }
        assertThat(found).isEqualTo(expected);
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
            quoteCharacter = '^',
            textBlock =
                    """
                    $.['a b']         | {"a b":9}
                    $.['a'].['b c']   | {"a":{"b c":9}}
                    $["a b"]          | {"a b":9}
                    $[ 'a' ]          | {"a":9}
                    $['a\\'b']        | {"a'b":9}
                    $["a'b"]          | {"a'b":9}
                    $['a\\\\b']       | {"a\\\\b":9}
                    $["a\\"b"]        | {"a\\"b":9}
                    $['a.b[0]']       | {"a.b[0]":9}
                    $['$.a']          | {"$.a":9}
                    $.x-y             | {"x-y":9}
                    $.ä               | {"ä":9}
                    """)
    void aReferencePathTakesEveryFormOfAName(String path, String expected) {
        var result = ReferencePath.parse(path).put(Json.object(), Json.parse("9"));
        assertThat(Json.write(result)).isEqualTo(expected);
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
                .hasMessageContaining("is not a reference path");
    }

    private static Scope scope() {
        return new Scope(DATA, Json.parse("{\"Execution\":{\"Name\":\"test\"}}"), new Random(1));
    }
}
