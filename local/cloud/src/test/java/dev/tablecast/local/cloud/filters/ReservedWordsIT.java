package dev.tablecast.local.cloud.filters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.functions.expression.Expression;
import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.expression.Placeholders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * DynamoDB Local and our parser refuse the same words as names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html">Reserved
 *     words in DynamoDB</a>
 */
class ReservedWordsIT {
    /** Words of the language that are on no list, and some like them. */
    private static final List<String> OTHERS =
            List.of(
                    "remove",
                    "contains",
                    "begins_with",
                    "attribute_exists",
                    "attribute_type",
                    "if_not_exists",
                    "list_append",
                    "tenant",
                    "room",
                    "id",
                    "pk",
                    "names_",
                    "x1");

    @Test
    void aWordIsRefusedIfDynamoDbRefusesIt() throws IOException {
        try (ItemsTable table = ItemsTable.start()) {
            assertThat(words())
                    .hasSizeGreaterThan(580)
                    .allSatisfy(
                            word ->
                                    assertThat(isAccepted(word + " = zz"))
                                            .isEqualTo(isAccepted(table, word + " = zz")));
            assertThat(words().filter(word -> word.length() > 2 && word.length() < 5))
                    .allSatisfy(
                            word ->
                                    assertThat(isAccepted(nested(word)))
                                            .isEqualTo(isAccepted(table, nested(word))));
        }
    }

    private static String nested(String word) {
        return "m." + word.toLowerCase(Locale.ROOT) + " = zz";
    }

    private static Stream<String> words() throws IOException {
        try (var text = ReservedWordsIT.class.getResourceAsStream("/reserved-words.txt")) {
            var listed = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.concat(Stream.of(listed.strip().split("\\s+")), OTHERS.stream());
        }
    }

    private static boolean isAccepted(ItemsTable table, String text) {
        return table.matches("none", text, Placeholders.NONE).isPresent();
    }

    private static boolean isAccepted(String text) {
        try {
            Expression.parse(text, Placeholders.NONE);
            return true;
        } catch (ExpressionException e) {
            return false;
        }
    }
}
