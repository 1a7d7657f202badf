package dev.tablecast.local.cloud.filters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.functions.expression.Expression;
import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Random expressions and items: our evaluator and DynamoDB Local agree on what matches, and on what
 * is refused. A pair that fails is shrunk, and becomes a case of {@code expressions.json}.
 *
 * <p>Each expression is tried on {@value #GROUP_SIZE} items. {@code ./mvnw -q -Pequality} tries
 * more than 200,000 pairs.
 */
class ExpressionEqualityIT {
    private static final int GROUPS = 20;
    private static final int GROUP_SIZE = 20;
    private static final String SEED = "20261127";

    private static final List<List<Map<String, Value>>> ITEMS = new ArrayList<>();

    private static ItemsTable table;
    private static int pairs;
    private static int expressions;
    private static int refused;

    @BeforeContainer
    static void start() {
        table = ItemsTable.start();
        var random = new Random(Long.parseLong(SEED));
        for (int group = 0; group < GROUPS; group++) {
            ITEMS.add(Vocabulary.items(random, GROUP_SIZE));
            table.put(Integer.toString(group), ITEMS.get(group));
        }
    }

    /** Refusals alone, or none, would prove little. */
    @AfterContainer
    static void stop() {
        table.close();
        assertThat(refused).isBetween(expressions / 10, expressions / 2);
        assertThat(pairs).isGreaterThanOrEqualTo(expressions * GROUP_SIZE / 2);
    }

    @Property(
            seed = SEED,
            edgeCases = EdgeCasesMode.NONE,
            afterFailure = AfterFailureMode.SAMPLE_ONLY)
    void aQueryMatchesTheSameItems(
            @ForAll("expressions") String text,
            @ForAll @IntRange(max = GROUPS - 1) int group,
            @ForAll @IntRange(max = 19) int more) {
        Placeholders placeholders = Vocabulary.usedIn(text, more == 0);

        Optional<Set<Integer>> ours =
                compiled(text, placeholders).map(expression -> matches(expression, group));

        assertThat(ours).isEqualTo(table.matches(Integer.toString(group), text, placeholders));
        count(ours.isPresent());
    }

    private static void count(boolean accepted) {
        expressions++;
        if (accepted) {
            pairs += GROUP_SIZE;
        } else {
            refused++;
        }
    }

    @Property(tries = 200, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void aConditionalWriteMatchesTheSameItem(
            @ForAll("expressions") String text,
            @ForAll @IntRange(max = GROUPS - 1) int group,
            @ForAll @IntRange(max = GROUP_SIZE - 1) int number) {
        Placeholders placeholders = Vocabulary.usedIn(text, false);
        Map<String, Value> item = ITEMS.get(group).get(number);

        assertThat(compiled(text, placeholders).map(expression -> expression.matches(item)))
                .isEqualTo(table.writes(Integer.toString(group), number, item, text, placeholders));
    }

    @Provide
    Arbitrary<String> expressions() {
        return RandomExpressions.all();
    }

    private static Optional<Expression> compiled(String text, Placeholders placeholders) {
        try {
            return Optional.of(Expression.parse(text, placeholders));
        } catch (ExpressionException e) {
            return Optional.empty();
        }
    }

    private static Set<Integer> matches(Expression expression, int group) {
        return IntStream.range(0, GROUP_SIZE)
                .filter(number -> expression.matches(ITEMS.get(group).get(number)))
                .boxed()
                .collect(Collectors.toSet());
    }
}
