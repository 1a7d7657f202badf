package dev.tablecast.functions.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.functions.connection.Subscriptions;
import dev.tablecast.functions.expression.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The examples of {@code docs/filters.md}, each run. {@code -Dwrite=true} writes the recipes of
 * {@code recipes.json} into it.
 */
class FiltersPageTest {
    private static final Path PAGE = Path.of("..", "docs", "filters.md");
    private static final String BEGIN = "<!-- recipes -->\n";
    private static final String END = "<!-- end of recipes -->";
    private static final String WRITE =
            "./mvnw -q -pl functions -am test -Dtest=FiltersPageTest -Dwrite=true"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void itHasTheRecipesThatAreTested() throws IOException {
        String page = Files.readString(PAGE);
        String expected =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                        + recipes()
                        + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("write")) {
            Files.writeString(PAGE, expected);
        } else {
            assertThat(page).as("this writes it: " + WRITE).isEqualTo(expected);
        }
    }

    private static String recipes() throws IOException {
        var text = new StringBuilder();
        try (var json = FiltersPageTest.class.getResourceAsStream("/recipes.json")) {
            for (JsonNode recipe : new ObjectMapper().readTree(json)) {
                append(text, recipe);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, JsonNode recipe) {
        text.append("\n### ").append(recipe.get("recipe").textValue()).append("\n\n```\n");
        for (String field : new String[] {"rowAccess", "filter", "names", "values", "claims"}) {
            if (recipe.has(field)) {
                JsonNode value = recipe.get(field);
                text.append(field)
                        .append(": ")
                        .append(value.isTextual() ? value.textValue() : value.toString())
                        .append('\n');
            }
        }
        text.append("```\n\n| shown | hidden |\n|---|---|\n| ")
                .append(items(recipe.get("sees")))
                .append(" | ")
                .append(items(recipe.get("hides")))
                .append(" |\n");
    }

    private static String items(JsonNode items) {
        var text = new StringBuilder();
        for (JsonNode item : items) {
            text.append(text.isEmpty() ? "" : ", ").append('`').append(item.toString()).append('`');
        }
        return text.toString();
    }

    @Test
    void itsLimitsAreThoseOfTheCode() throws IOException {
        assertThat(Files.readString(PAGE).replaceAll("\\s+", " "))
                .contains(
                        "%,d bytes; %d paths and values; %d levels of parentheses"
                                .formatted(Limits.EXPRESSION_BYTES, Limits.OPERANDS, Limits.DEPTH))
                .contains("| names | %,d bytes".formatted(Limits.NAMES_BYTES))
                .contains("| values | %,d bytes".formatted(Limits.VALUES_BYTES))
                .contains("| `attributes` | %d |".formatted(ViewPolicy.MAX_ATTRIBUTES))
                .contains("| subscriptions | %d a connection |".formatted(Subscriptions.MOST));
    }

    @Test
    void everyFileThatItLinksToIsThere() throws IOException {
        assertThat(Pattern.compile("]\\(([^)#]+)\\)").matcher(Files.readString(PAGE)).results())
                .isNotEmpty()
                .allMatch(link -> Files.exists(PAGE.resolveSibling(link.group(1))));
    }
}
