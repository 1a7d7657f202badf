package dev.tablecast.functions.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tablecast.functions.expression.ExpressionException.Part;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors of expressions: the place, what was found and what is allowed. */
class ExpressionErrorsTest {
    private static final Placeholders PLACEHOLDERS =
            new Placeholders(
                    Map.of("#n", "name"),
                    ValueJson.readFields(
                            """
                            {":t":"a", ":n":1, ":list":["a"], ":set":{"$SS":["a"]}, ":true":true}\
                            """));

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorSaysWhereAndWhatIsAllowed(String text, int position, String message) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.parse(text, PLACEHOLDERS))
                .satisfies(
                        e -> {
                            assertThat(e.part()).isEqualTo(Part.FILTER);
                            assertThat(e.position()).hasValue(position);
                        })
                .withMessage(message);
    }

    static Stream<Arguments> errors() {
        String operand = "expected is a path, a value such as :v, a function or \"(\"";
        return Stream.of(
                error("", 0, "found the end; " + operand),
                error("a = ", 4, "found the end; " + operand),
                error("a = AND b", 4, "found \"AND\"; " + operand),
                error("a = b c", 6, "found \"c\"; expected is AND, OR or the end"),
                error("(a = b", 6, "found the end; expected is \")\""),
                error("a BETWEEN b OR c", 12, "found \"OR\"; expected is \"AND\""),
                error("a IN b", 5, "found \"b\"; expected is \"(\""),
                error("a[x] = b", 2, "found \"x\"; expected is an index, such as 0"),
                error("a.[0] = b", 2, "found \"[\"; expected is a name"),
                error(
                        "a[2147483648] = b",
                        2,
                        "the index is 2147483648; it may be at most 2147483647"),
                error(
                        "a = 'x'",
                        4,
                        "the character \"'\" is unexpected; a text is a placeholder, such as :text,"
                                + " with its value in values"),
                error(
                        "a != b",
                        2,
                        "the character \"!\" is unexpected; unequal is <>, and the opposite is"
                                + " NOT"),
                error(
                        "a-b = c",
                        1,
                        "the character \"-\" is unexpected; a name that isn't letters, digits and _"
                                + " is a placeholder, such as #name, with the name in names"),
                error(
                        "a = : b",
                        4,
                        "the character \":\" is unexpected; a value's placeholder is a colon, then"
                                + " letters, digits or _"),
                error(
                        "# = b",
                        0,
                        "the character \"#\" is unexpected; a name's placeholder is #, then"
                                + " letters, digits or _"),
                error(
                        "\ud83d\ude00 = b",
                        0,
                        "the character \"\ud83d\ude00\" is unexpected; a name that isn't letters,"
                                + " digits and _ is a placeholder, such as #name, with the name in"
                                + " names"),
                error(
                        "a = b AND name = c",
                        10,
                        "\"name\" is a reserved word of DynamoDB; write #name, and \"#name\":"
                                + " \"name\" in names"),
                error("#x = a", 0, "#x is not in names; there are: #n"),
                error("a = :x", 4, ":x is not in values; there are: :list, :n, :set, :t, :true"),
                error(
                        "a",
                        0,
                        "this is a value, not a condition; compare it, as in active = :true or"
                                + " size(a) > :n"),
                error(
                        "a = b AND size(c)",
                        10,
                        "this is a value, not a condition; compare it, as in active = :true or"
                                + " size(a) > :n"),
                error(
                        "attribute_exists(a) = :true",
                        0,
                        "this is a condition, not a value; join conditions by AND or OR"),
                error(
                        "a = b OR ((c = d))",
                        9,
                        "these parentheses are redundant; leave out one pair"),
                error(
                        "starts_with(a, :t)",
                        0,
                        "there is no function \"starts_with\"; there are: attribute_exists,"
                                + " attribute_not_exists, attribute_type, begins_with, contains,"
                                + " size"),
                error("begins_with(a)", 0, "begins_with has 1 arguments; it takes 2"),
                error("attribute_exists(:t)", 17, "attribute_exists takes a document path"),
                error(
                        "a < :list",
                        4,
                        "a value of type L can't be an operand of <; it takes: B, N, S"),
                error(
                        "begins_with(a, :n)",
                        15,
                        "a value of type N can't be an operand of begins_with; it takes: B, S"),
                error(
                        "size(:n) = :n",
                        5,
                        "a value of type N can't be an operand of size; it takes: B, BS, L, M, NS,"
                                + " S, SS"),
                error(
                        "attribute_type(a, :t)",
                        18,
                        "\"a\" is no type; there are: B, BOOL, BS, L, M, N, NS, NULL, S, SS"),
                error(
                        "attribute_type(a, b)",
                        18,
                        "the type of attribute_type is a path; it must be a value"),
                error(
                        "a BETWEEN :n AND :t",
                        17,
                        "the bounds of BETWEEN are of types N and S; both have the same"),
                error("a = a", 4, "= has the same path on both sides"),
                error("a.b IN (c, a.b)", 11, "IN has the same path on both sides"));
    }

    private static Arguments error(String text, int position, String message) {
        return Arguments.of(text, position, message);
    }

    @Test
    void anUpperBoundBelowTheLowerOneIsRefused() {
        var placeholders = new Placeholders(Map.of(), ValueJson.readFields("{\":a\":2,\":b\":1}"));

        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.parse("n BETWEEN :a AND :b", placeholders))
                .withMessage("the upper bound of BETWEEN is less than the lower one");
    }

    @Test
    void unusedPlaceholdersAreRefused() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.parse("a = :t", PLACEHOLDERS))
                .satisfies(e -> assertThat(e.part()).isEqualTo(Part.NAMES))
                .withMessage("the expression doesn't use #n; leave out what it doesn't use");
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.parse("#n = :t", PLACEHOLDERS))
                .satisfies(e -> assertThat(e.part()).isEqualTo(Part.VALUES))
                .withMessage(
                        "the expression doesn't use :list, :n, :set, :true; leave out what it"
                                + " doesn't use");
    }
}
