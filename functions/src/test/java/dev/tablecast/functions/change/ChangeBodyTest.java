package dev.tablecast.functions.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.expression.Value.Binary;
import dev.tablecast.functions.expression.Value.Bool;
import dev.tablecast.functions.expression.Value.Fields;
import dev.tablecast.functions.expression.Value.Items;
import dev.tablecast.functions.expression.Value.Null;
import dev.tablecast.functions.expression.Value.Numeric;
import dev.tablecast.functions.expression.Value.Text;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.text.TextFormat;
import dev.tablecast.functions.view.Policies;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeBodyTest {
    private static final Map<String, Value> EVERY_TYPE =
            Map.ofEntries(
                    Map.entry("text", new Text("\"\u0001🙂")),
                    Map.entry("empty", new Text("")),
                    Map.entry("number", new Numeric("12345678901234567890123456789012345678")),
                    Map.entry("exponent", new Numeric("1E-130")),
                    Map.entry("binary", Binary.ofBase64("AAEC")),
                    Map.entry("yes", new Bool(true)),
                    Map.entry("no", new Bool(false)),
                    Map.entry("null", new Null()),
                    Map.entry("list", new Items(List.of(new Null(), new Items(List.of())))),
                    Map.entry("map", new Fields(Map.of("M", new Fields(Map.of())))),
                    Map.entry("texts", new Value.Texts(Set.of(new Text("b"), new Text("a")))),
                    Map.entry("numbers", new Value.Numerics(Set.of(new Numeric("1.0")))),
                    Map.entry("binaries", new Value.Binaries(Set.of(Binary.ofBase64("AA==")))));

    @Test
    void aChangeIsReadAsItWasWritten() {
        for (Change change :
                List.of(
                        Changes.insert(1, EVERY_TYPE),
                        Changes.modify(EVERY_TYPE, Map.of("a", new Text("b"))),
                        Changes.remove(EVERY_TYPE))) {
            assertThat(ChangeBody.read(change.id(), ChangeBody.write(change))).isEqualTo(change);
        }
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() {
        String body =
                """
                {"event":"REMOVE","at":5,"claims":{"a":[1,{}]},"keys":{"id":{"S":"1"}}}\
                """;

        Change change = ChangeBody.read("e", body);

        assertThat(change.event()).isEqualTo(Change.Event.REMOVE);
        assertThat(change.keys()).containsExactly(Map.entry("id", new Text("1")));
        assertThat(change.oldImage()).isEmpty();
    }

    @Test
    void onlyWhatMessagesNeedIsStored() {
        var item =
                Map.<String, Value>of(
                        "id", new Text("item-1"), "name", new Text("Ada"), "secret", new Text("x"));
        Change change = Changes.modify(item, item);

        assertThat(stored(Policies.json(new Projection.KeysOnly()), change)).isEmpty();
        assertThat(stored(Policies.json(new Projection.Include(List.of("name"))), change))
                .containsOnlyKeys("id", "name");
        assertThat(stored(Policies.json(new Projection.All()), change))
                .containsOnlyKeys("id", "name", "secret");
        assertThat(TextFormat.of("{name}", 100).stored(change).newImage())
                .containsOnlyKeys("id", "name");
        assertThat(TextFormat.of("changed", 100).stored(change).newImage()).isEmpty();
    }

    private static Map<String, Value> stored(MessageFormat format, Change change) {
        return format.stored(change).newImage();
    }
}
