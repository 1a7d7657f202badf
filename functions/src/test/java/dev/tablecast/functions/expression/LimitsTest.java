package dev.tablecast.functions.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tablecast.functions.expression.ExpressionException.Part;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    @Test
    void anExpressionHas1024Bytes() {
        assertAccepted("a = " + "b".repeat(1_020));
        assertRefused(
                Part.FILTER,
                "a = " + "b".repeat(1_021),
                "the expression has 1,025 bytes; it may have 1,024");
        assertRefused(
                Part.FILTER, "é".repeat(513), "the expression has 1,026 bytes; it may have 1,024");
    }

    @Test
    void anExpressionHas32PathsAndValues() {
        assertAccepted("a IN (" + operands(31) + ")");
        assertRefused(
                Part.FILTER,
                "a IN (" + operands(32) + ")",
                "the expression has more than 32 paths and values");
    }

    private static String operands(int count) {
        return IntStream.range(0, count).mapToObj(i -> "b" + i).collect(Collectors.joining(","));
    }

    @Test
    void parenthesesAndNotAreNested8Deep() {
        assertAccepted("NOT (NOT (NOT (NOT (a = b))))");
        assertAccepted("NOT ".repeat(8) + "a = b");
        String tooDeep = "parentheses and NOT are nested deeper than 8";
        assertRefused(Part.FILTER, "NOT (NOT (NOT (NOT (NOT a = b))))", tooDeep);
        assertRefused(Part.FILTER, "NOT ".repeat(250) + "a = b", tooDeep);
        assertRefused(Part.FILTER, "(".repeat(1_024), tooDeep);
    }

    @Test
    void aPathHas8Elements() {
        assertAccepted("a.b.c.d.e[0][1].h = x");
        assertRefused(
                Part.FILTER, "a.b.c.d.e[0][1].h.i = x", "the path has 9 elements; it may have 8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void aValueIsNested8Deep(String open) {
        String close = open.equals("[") ? "]" : "}";
        String allowed = open.repeat(7) + "1" + close.repeat(7);

        assertThat(ValueJson.readFields("{\":v\":" + allowed + "}")).hasSize(1);
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> ValueJson.readFields("{\":v\":" + open + allowed + close + "}"))
                .withMessage(":v is nested deeper than 8");
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> ValueJson.readFields("{\":v\":" + open.repeat(900)));
    }

    @Test
    void allValuesTogetherHave4096Bytes() {
        assertThat(placeholders("a".repeat(4_092)).values()).hasSize(1);
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> placeholders("a".repeat(4_093)))
                .satisfies(e -> assertThat(e.part()).isEqualTo(Part.VALUES))
                .withMessage("values have 4,097 bytes; they may have 4,096");
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> placeholders("a".repeat(400 * 1_024)));
    }

    private static Placeholders placeholders(String text) {
        return new Placeholders(Map.of(), Map.of(":v", new Value.Text(text)));
    }

    @Test
    void allNamesTogetherHave2048Bytes() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> new Placeholders(Map.of("#n", "a".repeat(2_047)), Map.of()))
                .satisfies(e -> assertThat(e.part()).isEqualTo(Part.NAMES))
                .withMessage("names have 2,049 bytes; they may have 2,048");
    }

    @Test
    void aPlaceholderOfAnotherFormIsRefused() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> new Placeholders(Map.of("n", "a"), Map.of()))
                .withMessage("\"n\" is no placeholder; a name's is #, then letters, digits or _");
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> new Placeholders(Map.of(), Map.of("v", new Value.Null())))
                .withMessage(
                        "\"v\" is no placeholder; a value's is a colon, then letters, digits or _");
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> new Placeholders(Map.of("#n", ""), Map.of()))
                .withMessage("#n is an empty name; no attribute has one");
    }

    private static void assertAccepted(String text) {
        assertThat(Expression.parse(text, Placeholders.NONE)).isNotNull();
    }

    private static void assertRefused(Part part, String text, String message) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.parse(text, Placeholders.NONE))
                .satisfies(e -> assertThat(e.part()).isEqualTo(part))
                .withMessage(message);
    }
}
