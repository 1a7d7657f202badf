package dev.tablecast.functions.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.ClaimExpression;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.expression.ValueJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recipe of {@code recipes.json} shows and hides what it says. */
class RecipesTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void aRecipeShowsAndHidesWhatItSays(String title, JsonNode recipe) {
        View view = view(recipe);

        assertThat(recipe.get("sees")).isNotEmpty().allMatch(item -> view.has(fields(item)));
        assertThat(recipe.get("hides")).isNotEmpty().noneMatch(item -> view.has(fields(item)));
    }

    static Stream<Arguments> recipes() throws IOException {
        try (var json = RecipesTest.class.getResourceAsStream("/recipes.json")) {
            return StreamSupport.stream(new ObjectMapper().readTree(json).spliterator(), false)
                    .map(recipe -> Arguments.of(recipe.get("recipe").asText(), recipe));
        }
    }

    private static View view(JsonNode recipe) {
        var names = new HashMap<String, String>();
        recipe.path("names")
                .properties()
                .forEach(name -> names.put(name.getKey(), name.getValue().asText()));
        var placeholders = new Placeholders(names, fields(recipe.path("values")));
        boolean isFilter = recipe.has("filter");
        var policy =
                new ViewPolicy(
                        isFilter
                                ? Optional.empty()
                                : Optional.of(
                                        ClaimExpression.parse(
                                                recipe.get("rowAccess").asText(), placeholders)),
                        new Projection.All(),
                        Set.of("id"),
                        Set.of());
        return policy.view(
                isFilter
                        ? new ViewRequest(
                                Optional.of(recipe.get("filter").asText()),
                                placeholders,
                                Optional.empty())
                        : ViewRequest.EVERYTHING,
                fields(recipe.path("claims")));
    }

    private static Map<String, Value> fields(JsonNode object) {
        return object.isMissingNode() ? Map.of() : ValueJson.readFields(object.toString());
    }
}
