package dev.tablecast.functions.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client sends is compiled, or refused with a position that is in the text. */
class ExpressionPropertyTest {
    private static final Map<String, Value> ITEM =
            ValueJson.readFields("{\"a\":\"x\",\"b\":{\"c\":[1]},\"s\":{\"$SS\":[\"x\"]}}");

    @Property(tries = 5_000, seed = "20261127", edgeCases = EdgeCasesMode.NONE)
    void anyTextIsCompiledOrRefused(@ForAll("texts") String text) {
        try {
            Expression.parse(text, Placeholders.NONE).matches(ITEM);
        } catch (ExpressionException e) {
            e.position().ifPresent(position -> assertThat(position).isBetween(0, text.length()));
        }
    }

    @Property(tries = 5_000, seed = "20261127", edgeCases = EdgeCasesMode.NONE)
    void anyRowAccessIsCompiledOrRefused(@ForAll("texts") String text) {
        try {
            ClaimExpression.parse(text, Placeholders.NONE)
                    .bind(ValueJson.readFields("{\"c\":[\"x\"]}"))
                    .matches(ITEM);
        } catch (ExpressionException e) {
            e.position().ifPresent(position -> assertThat(position).isBetween(0, text.length()));
        }
    }

    @Provide
    Arbitrary<String> texts() {
        List<String> tokens =
                List.of(
                        "a",
                        "b.c",
                        "s",
                        "size(",
                        "contains(",
                        "(",
                        ")",
                        ",",
                        ".",
                        "[0]",
                        "[",
                        "]",
                        "=",
                        "<>",
                        "<",
                        " AND ",
                        " OR ",
                        "NOT ",
                        " IN ",
                        " BETWEEN ",
                        ":claim.c",
                        ":true",
                        ":",
                        "#",
                        "\u0000",
                        "\ud83d",
                        "\"",
                        "\n",
                        "99999999999");
        return Arbitraries.oneOf(
                Arbitraries.of(tokens).list().ofMaxSize(12).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(30));
    }
}
