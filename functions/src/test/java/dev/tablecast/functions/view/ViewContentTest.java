package dev.tablecast.functions.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.ValueJson;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewContentTest {
    private static final ViewContent CONTENT =
            new ViewContent(
                    new ViewRequest(
                            Optional.of("#n = :a OR #n IN (:b, :c)"),
                            new Placeholders(
                                    Map.of("#n", "name"),
                                    ValueJson.readFields(
                                            "{\":a\":{\"$N\":\"1.10\"},\":b\":{\"$SS\":[\"x\",\"y\"]},\":c\":{\"$M\":{\"$N\":null}}}")),
                            Optional.of(Set.of("name", "id"))),
                    ValueJson.readFields("{\"sub\":\"me\",\"roles\":[\"a\",\"b\"]}"));

    @Test
    void theStoredFormReadsAsTheSameContent() {
        assertThat(ViewContent.parse(CONTENT.json())).isEqualTo(CONTENT);
        assertThat(ViewContent.parse(CONTENT.json()).json()).isEqualTo(CONTENT.json());
    }

    @Test
    void nothingIsStoredOfAViewOfEverything() {
        assertThat(new ViewContent(ViewRequest.EVERYTHING, Map.of()).json()).isEqualTo("{}");
        assertThat(ViewContent.parse("{}"))
                .isEqualTo(new ViewContent(ViewRequest.EVERYTHING, Map.of()));
    }

    @Test
    void noAttributesAreNotAllAttributes() {
        var none =
                new ViewContent(
                        new ViewRequest(Optional.empty(), Placeholders.NONE, Optional.of(Set.of())),
                        Map.of());

        assertThat(ViewContent.parse(none.json())).isEqualTo(none);
    }

    @Test
    void whatALaterVersionAddsIsIgnored() {
        String json = CONTENT.json();

        assertThat(ViewContent.parse("{\"later\":{\"x\":[1]}," + json.substring(1)))
                .isEqualTo(CONTENT);
    }

    @Test
    void anythingElseCannotBeRead() {
        assertThatThrownBy(() -> ViewContent.parse("{\"filter\":"))
                .isInstanceOf(UncheckedIOException.class);
    }
}
