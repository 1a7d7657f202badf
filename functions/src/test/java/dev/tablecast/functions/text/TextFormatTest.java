package dev.tablecast.functions.text;

import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.Changes;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.expression.Value.Items;
import dev.tablecast.functions.expression.Value.Numeric;
import dev.tablecast.functions.expression.Value.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextFormatTest {
    private static final int MAX_BYTES = 32 * 1024;
    private static final Map<String, Value> ADA =
            Map.of("name", new Text("Ada"), "zip", new Numeric("94105"));

    @Test
    void aTemplateTakesAttributesOfTheNewImage() {
        assertThat(text("{name}|{zip}", Changes.insert(1, ADA))).isEqualTo("Ada|94105");
    }

    @Test
    void aRemovedItemIsTakenFromItsOldImage() {
        assertThat(text("{name} has left", Changes.remove(ADA))).isEqualTo("Ada has left");
    }

    @Test
    void aMissingAttributeIsEmptyAndAStructureIsJson() {
        var change =
                Changes.insert(
                        1, Map.of("tags", new Items(List.of(new Text("a$1\\"), new Text("b")))));

        assertThat(text("{name}|{tags}", change)).isEqualTo("|[\"a$1\\\\\",\"b\"]");
    }

    @Test
    void aTemplateGivesEachChangeAText() {
        assertThat(format("{text}").texts(Changes.inserts(3, 1))).containsExactly("x", "x", "x");
    }

    @Test
    void aFixedTextIsSentOnceForSeveralChanges() {
        assertThat(format("changed").texts(Changes.inserts(3, 1))).containsExactly("changed");
        assertThat(format("changed").texts(List.of())).isEmpty();
    }

    @Test
    void aTextTooLargeForAFrameIsCutAtACharacter() {
        String cut = text("{t}", Changes.insert(1, Map.of("t", new Text("🙂".repeat(50_000)))));

        assertThat(bytes(cut)).isBetween(MAX_BYTES - 4, MAX_BYTES);
        assertThat(cut).matches("(🙂)+…");
    }

    @Test
    void aJsonMessageTooLargeForAFrameStaysJson() {
        var item =
                Map.<String, Value>of(
                        "a", new Text("\"🙂".repeat(40_000)),
                        "b", new Text("\u0001".repeat(40_000)),
                        "c", new Items(List.of(new Text("x".repeat(40_000)))),
                        "d", new Numeric("5"));

        String cut = text("{\"a\":\"{a}\",\"b\":{b},\"c\":{c},\"d\":{d}}", Changes.insert(1, item));

        assertThat(bytes(cut)).isLessThanOrEqualTo(MAX_BYTES);
        JsonNode message = json(cut);
        assertThat(message.get("a").textValue()).matches("(\"🙂)+\"?…");
        assertThat(message.get("b").textValue()).matches("\u0001+…");
        assertThat(message.get("c").isNull()).isTrue();
        assertThat(message.get("d").intValue()).isEqualTo(5);
    }

    @Test
    void aTextIsNeverEmptyWhateverATemplateFillsIn() {
        var empty = Changes.insert(1, Map.of("name", new Text("")));
        var blank = Changes.insert(1, Map.of("name", new Text(" \n")));

        assertThat(text("{name}", empty)).isEqualTo("…");
        assertThat(text("{other}{name}", empty)).isEqualTo("…");
        assertThat(text("{name}", Changes.remove(Map.of()))).isEqualTo("…");
        assertThat(text("{name}", blank)).isEqualTo(" \n");
        assertThat(text("{name}|", empty)).isEqualTo("|");
    }

    private static String text(String template, Change change) {
        return format(template).texts(List.of(change)).getFirst();
    }

    private static TextFormat format(String template) {
        return TextFormat.of(template, MAX_BYTES);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
