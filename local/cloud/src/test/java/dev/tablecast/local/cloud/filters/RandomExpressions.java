package dev.tablecast.local.cloud.filters;

import dev.tablecast.functions.expression.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random condition expressions, most of them valid. */
final class RandomExpressions {
    private static final Pattern TOKEN =
            Pattern.compile("[#:]?[A-Za-z0-9_]+|<=|>=|<>|[^\\sA-Za-z0-9_]");

    private static final Pattern NAME = Pattern.compile("[#:]?[A-Za-z][A-Za-z0-9_]*");

    private static final int DEPTH = 3;

    private RandomExpressions() {}

    /** Expressions within our limits, of which some have a token too many, too few, or another. */
    static Arbitrary<String> all() {
        return Arbitraries.frequencyOf(
                        Tuple.of(9, conditions(DEPTH)), Tuple.of(1, broken(conditions(1))))
                .filter(
                        text ->
                                text.length() <= Limits.EXPRESSION_BYTES
                                        && NAME.matcher(text).results().count() <= Limits.OPERANDS);
    }

    private static Arbitrary<String> conditions(int depth) {
        Arbitrary<String> simple =
                Arbitraries.frequencyOf(Tuple.of(40, valid()), Tuple.of(1, odd()));
        if (depth == 0) {
            return simple;
        }
        Arbitrary<String> inner = Arbitraries.lazy(() -> conditions(depth - 1));
        return Arbitraries.frequencyOf(
                Tuple.of(4, simple),
                Tuple.of(2, joined(inner, " AND ", inner)),
                Tuple.of(2, joined(inner, " OR ", inner)),
                Tuple.of(1, joined(inner, " AND ", joined(inner, " or ", inner))),
                Tuple.of(2, inner.map(text -> "NOT " + text)),
                Tuple.of(2, inner.map(text -> "(" + text + ")")),
                Tuple.of(1, inner.map(text -> "NOT(" + text + ")")));
    }

    /** Conditions whose operands have types that fit more often than not. */
    private static Arbitrary<String> valid() {
        Arbitrary<String> anything = operands();
        Arbitrary<String> ordered =
                Arbitraries.frequencyOf(
                        Tuple.of(2, Arbitraries.of("s", "n", "b", "zz", "m.x", "l[0]", "size(s)")),
                        Tuple.of(1, values("[snb][0-9]+")));
        Arbitrary<String> texts =
                Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.of("s", "b", "zz", "n", "m.x", "m.y.z", "l[0]")),
                        Tuple.of(4, values("[sb][0-9]+")),
                        Tuple.of(1, Arbitraries.of("size(s)", ":n1", ":l0", ":ss0")));
        Arbitrary<String> paths = paths();
        return Arbitraries.frequencyOf(
                Tuple.of(3, joined(anything, Arbitraries.of(" = ", "=", " <> "), anything)),
                Tuple.of(3, joined(ordered, Arbitraries.of(" < ", "<=", " > ", " >= "), ordered)),
                Tuple.of(2, joined(ordered, " BETWEEN ", joined(ordered, " AND ", ordered))),
                Tuple.of(
                        2,
                        joined(
                                anything,
                                " IN ",
                                anything.list()
                                        .ofMinSize(1)
                                        .ofMaxSize(4)
                                        .map(list -> "(" + String.join(", ", list) + ")"))),
                Tuple.of(1, paths.map(path -> "attribute_exists(" + path + ")")),
                Tuple.of(1, paths.map(path -> "attribute_not_exists(" + path + ")")),
                Tuple.of(
                        1,
                        call(
                                "attribute_type",
                                anything,
                                Arbitraries.frequencyOf(
                                        Tuple.of(12, Arbitraries.of(":s9", ":s10")),
                                        Tuple.of(1, anything)))),
                Tuple.of(2, call("begins_with", texts, texts)),
                Tuple.of(3, call("contains", anything, anything)));
    }

    /** Calls and comparisons that are mostly refused. */
    private static Arbitrary<String> odd() {
        Arbitrary<String> anything = operands();
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of(
                                        "size",
                                        "attribute_exists",
                                        "attribute_type",
                                        "begins_with",
                                        "contains",
                                        "Contains",
                                        "if_not_exists",
                                        "zz"),
                                anything.list().ofMaxSize(3))
                        .as((name, list) -> name + "(" + String.join(",", list) + ")"),
                joined(anything, Arbitraries.of(" < ", " >= ", " BETWEEN :n1 AND "), anything),
                joined(valid().map(text -> "(" + text + ")"), " = ", anything),
                anything);
    }

    private static Arbitrary<String> operands() {
        return Arbitraries.frequencyOf(
                Tuple.of(10, paths()),
                Tuple.of(10, values("[a-z]+[0-9]+")),
                Tuple.of(
                        2,
                        Arbitraries.of("s", "b", "l", "m", "ss", "n", "zz")
                                .map(RandomExpressions::size)),
                Tuple.of(1, values("[a-z]+[0-9]+").map(RandomExpressions::size)),
                Tuple.of(1, paths().map(path -> "(" + path + ")")));
    }

    private static String size(String operand) {
        return "size(" + operand + ")";
    }

    private static Arbitrary<String> paths() {
        return Arbitraries.frequencyOf(
                Tuple.of(60, Arbitraries.of("s", "n", "b", "t", "l", "m", "ss", "ns", "bs", "zz")),
                Tuple.of(
                        30,
                        Arbitraries.of(
                                "l[0]", "l[1]", "l[2][0]", "m.x", "m.y.z", "m.x[0]", "l[0].x",
                                "ss[0]", "s.x", "#s", "#n", "#m.#x", "m.#name", "#zz", "m . x",
                                "l[ 1 ]")),
                Tuple.of(1, Arbitraries.of("#unknown", "name", "m.value", "l[01]", "_s", "n.")));
    }

    private static Arbitrary<String> values(String pattern) {
        List<String> names =
                new ArrayList<>(
                        Vocabulary.PLACEHOLDERS.keySet().stream()
                                .filter(name -> name.substring(1).matches(pattern))
                                .sorted()
                                .toList());
        return Arbitraries.frequencyOf(
                Tuple.of(300, Arbitraries.of(names)), Tuple.of(1, Arbitraries.just(":unknown")));
    }

    private static Arbitrary<String> joined(
            Arbitrary<String> left, String sign, Arbitrary<String> right) {
        return joined(left, Arbitraries.just(sign), right);
    }

    private static Arbitrary<String> joined(
            Arbitrary<String> left, Arbitrary<String> sign, Arbitrary<String> right) {
        return Combinators.combine(left, sign, right).as((a, b, c) -> a + b + c);
    }

    private static Arbitrary<String> call(
            String function, Arbitrary<String> first, Arbitrary<String> second) {
        return Combinators.combine(first, second).as((a, b) -> function + "(" + a + ", " + b + ")");
    }

    private static Arbitrary<String> broken(Arbitrary<String> texts) {
        Arbitrary<String> tokens =
                Arbitraries.of(
                        "(", ")", ",", "AND", "OR", "NOT", "IN", "BETWEEN", "=", "<", ">", ".", "[",
                        "]", "0", "s", "size", ":n1", "#s", "-", "!", "+", "$", "é", "'", "\n",
                        "\t", "\f", "\u00a0", "");
        return Combinators.combine(
                        texts, Arbitraries.integers().between(0, 30), tokens, Arbitraries.of(0, 1))
                .as(RandomExpressions::broken);
    }

    private static String broken(String text, int index, String token, int removed) {
        List<String> tokens =
                new ArrayList<>(TOKEN.matcher(text).results().map(match -> match.group()).toList());
        int at = index % (tokens.size() + 1);
        if (removed == 1 && at < tokens.size()) {
            tokens.remove(at);
        }
        tokens.add(at, token);
        return String.join(" ", tokens);
    }
}
