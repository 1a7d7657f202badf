package dev.tablecast.functions.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.stored.StoredFormats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The content of a view as each release wrote it. */
class StoredViewTest {
    private static final ViewContent CONTENT =
            new ViewContent(
                    new ViewRequest(
                            Optional.of("room = :r AND attribute_exists(#n)"),
                            new Placeholders(
                                    Map.of("#n", "name"), Map.of(":r", new Value.Text("lobby"))),
                            Optional.of(Set.of("name", "room"))),
                    Map.of("tenant", new Value.Text("acme")));

    static List<String> releases() {
        return StoredFormats.releases();
    }

    @Test
    void theFormatOfTheNextReleaseIsKept() {
        StoredFormats.assertWritten("view", CONTENT.json());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aViewOfAnEarlierReleaseIsRead(String release) {
        String stored = StoredFormats.json(release, "view").toString();

        assertThat(ViewContent.parse(stored)).isEqualTo(CONTENT);
        assertThat(ViewContent.parse(stored.replaceFirst("\\{", "{\"later\":{\"a\":[1]},")))
                .isEqualTo(CONTENT);
    }
}
