package dev.tablecast.functions.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds that an expression sets to the attribute {@code k}. */
class BoundsTest {
    private static final Map<String, String> NAMES = Map.of("#k", "k");
    private static final Map<String, Value> VALUES =
            Map.of(
                    ":a", new Value.Text("a"),
                    ":b", new Value.Text("b"),
                    ":c", new Value.Text("c"),
                    ":n", new Value.Numeric("1"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k = :a | values a",
                ":a = k | values a",
                "#k = :a AND tag = :b | values a",
                "k IN (:b, :a) | values a b",
                "k IN (:a, :b) AND k IN (:b, :c) | values b",
                "k = :a AND k = :b | values",
                "k = :a AND k = :n | values",
                "k = :a OR k = :b | values a b",
                "(k = :a AND tag = :c) OR (k = :b AND size(tag) > :n) | values a b",
                "(k = :a OR tag = :b) AND k = :c | values c",
                "k > :a | from a",
                "k >= :a AND k > :b | from b",
                "k < :a | to a",
                "k < :b AND k <= :a | to a",
                ":a < k AND :c >= k | from a to c",
                "k BETWEEN :a AND :c | from a to c",
                "k BETWEEN :a AND :c AND k > :b | from b to c",
                "k > :a AND k < :n | from a to 1",
                "k > :a AND k > :n | values",
                "begins_with(k, :a) | prefix a",
                "begins_with(k, :a) AND k > :b AND k <> :c | from b prefix a",
                "NOT k = :a | ",
                "k <> :a | ",
                "k = :a OR tag = :b | ",
                "k > :a OR k > :b | ",
                "k = tag | ",
                "k.x = :a | ",
                "size(k) = :n | ",
                "contains(k, :a) | ",
                "k IN (:a, tag) | ",
                "attribute_exists(k) | ",
                ":a BETWEEN k AND :b | "
            })
    void everyBoundIsInclusiveAndOfTopLevelConditions(String expression, String expected) {
        Bounds bounds = Expression.parse(expression, placeholders(expression)).bounds("k");

        assertThat(text(bounds)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void aBoundClaimIsAValueAndAnArrayInTheListOfInIsItsElements() {
        Map<String, Value> claims =
                Map.of(
                        "tenants",
                        new Value.Items(List.of(new Value.Text("a"), new Value.Text("b"))),
                        "own",
                        new Value.Text("b"));

        assertThat(bounds("k = :claim.own", claims)).isEqualTo("values b");
        assertThat(bounds("k IN (:claim.tenants)", claims)).isEqualTo("values a b");
        assertThat(bounds("k IN (:claim.tenants) AND k = :claim.own", claims))
                .isEqualTo("values b");
    }

    private static Placeholders placeholders(String expression) {
        var names = new HashMap<>(NAMES);
        names.keySet().removeIf(name -> !expression.contains(name));
        var values = new HashMap<>(VALUES);
        values.keySet().removeIf(name -> !expression.contains(name));
        return new Placeholders(names, values);
    }

    private static String bounds(String access, Map<String, Value> claims) {
        return text(ClaimExpression.parse(access, Placeholders.NONE).bind(claims).bounds("k"));
    }

    private static String text(Bounds bounds) {
        return (bounds.values().map(BoundsTest::values).orElse("")
                        + one(" from ", bounds.lower())
                        + one(" to ", bounds.upper())
                        + one(" prefix ", bounds.prefix()))
                .strip();
    }

    private static String values(Set<Value> values) {
        return "values "
                + values.stream()
                        .map(BoundsTest::text)
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .collect(Collectors.joining(" "));
    }

    private static String one(String name, Optional<Value> value) {
        return value.map(found -> name + text(found)).orElse("");
    }

    private static String text(Value value) {
        return value instanceof Value.Text text
                ? text.text()
                : ((Value.Numeric) value).amount().toString();
    }
}
