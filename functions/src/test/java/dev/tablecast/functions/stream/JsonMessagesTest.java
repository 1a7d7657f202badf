package dev.tablecast.functions.stream;

import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.stream.Attribute.Binary;
import dev.tablecast.functions.stream.Attribute.Bool;
import dev.tablecast.functions.stream.Attribute.Fields;
import dev.tablecast.functions.stream.Attribute.Items;
import dev.tablecast.functions.stream.Attribute.Null;
import dev.tablecast.functions.stream.Attribute.Numeric;
import dev.tablecast.functions.stream.Attribute.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMessagesTest {
    private static final Projection ALL = new Projection.All();

    @Test
    void anInsertHasItsNewImage() {
        assertThat(changes(ALL, Changes.insert(1, Map.of("zip", new Numeric("94105")))).get(0))
                .isEqualTo(
                        json(
                                "{'event':'INSERT','at':'2026-11-22T10:00:00Z',"
                                        + "'keys':{'id':'item-1'},'new':{'zip':94105}}"));
    }

    @Test
    void aModifyHasBothImagesAndTheNamesOfWhatChanged() {
        Change change =
                Changes.modify(
                        Map.of("a", new Text("1"), "b", new Text("1"), "gone", new Bool(true)),
                        Map.of("a", new Text("1"), "b", new Text("2"), "come", new Null()));

        assertThat(changes(ALL, change).get(0))
                .isEqualTo(
                        json(
                                "{'event':'MODIFY','at':'2026-11-22T10:00:00Z',"
                                        + "'keys':{'id':'item-1'},"
                                        + "'new':{'a':'1','b':'2','come':null},"
                                        + "'old':{'a':'1','b':'1','gone':true},"
                                        + "'changed':['b','come','gone']}"));
    }

    @Test
    void aRemoveHasItsOldImage() {
        assertThat(changes(ALL, Changes.remove(Map.of("a", new Text("1")))).get(0))
                .isEqualTo(
                        json(
                                "{'event':'REMOVE','at':'2026-11-22T10:00:00Z',"
                                        + "'keys':{'id':'item-1'},'old':{'a':'1'}}"));
    }

    @Test
    void keysOnlySendsNothingOfTheItemButItsKeys() {
        Change change =
                Changes.modify(Map.of("secret", new Text("1")), Map.of("secret", new Text("2")));

        assertThat(changes(new Projection.KeysOnly(), change).get(0))
                .isEqualTo(
                        json(
                                "{'event':'MODIFY','at':'2026-11-22T10:00:00Z',"
                                        + "'keys':{'id':'item-1'}}"));
    }

    @Test
    void includeSendsTheAttributesNamedAndNoWordOfOthers() {
        Change change =
                Changes.modify(
                        Map.of("zip", new Text("1"), "secret", new Text("1")),
                        Map.of("zip", new Text("2"), "secret", new Text("2")));

        assertThat(changes(new Projection.Include(List.of("zip")), change).get(0))
                .isEqualTo(
                        json(
                                "{'event':'MODIFY','at':'2026-11-22T10:00:00Z',"
                                    + "'keys':{'id':'item-1'},"
                                    + "'new':{'zip':'2'},'old':{'zip':'1'},'changed':['zip']}"));
    }

    @Test
    void everyTypeBecomesPlainJson() {
        Change change =
                Changes.insert(
                        1,
                        Map.of(
                                "text", new Text("🙂 \"quoted\" \u0000"),
                                "empty", new Text(""),
                                "bool", new Bool(false),
                                "null", new Null(),
                                "binary", new Binary("AAEC"),
                                "list", new Items(List.of(new Numeric("1"), new Text("1"))),
                                "map", new Fields(Map.of("inner", new Items(List.of())))));

        assertThat(changes(ALL, change).get(0).get("new"))
                .isEqualTo(
                        json(
                                "{'binary':'AAEC','bool':false,'empty':'','list':[1,'1'],"
                                        + "'map':{'inner':[]},'null':null,"
                                        + "'text':'🙂 \\\"quoted\\\" \\u0000'}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "94105", "0.1", "9007199254740992", "1.5E+10", "-1.25", "1E-130"})
    void aNumberThatADoubleHoldsIsANumber(String digits) {
        JsonNode number = number(digits);

        assertThat(number.isNumber()).isTrue();
        assertThat(number.decimalValue()).isEqualByComparingTo(digits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "12345678901234567890",
                "0.1234567890123456789",
                "99999999999999999999999999999999999999"
            })
    void aNumberThatADoubleWouldChangeIsItsDigits(String digits) {
        assertThat(number(digits).textValue()).isEqualTo(digits);
    }

    @Test
    void smallChangesShareAMessage() {
        List<Message> messages = new JsonMessages(ALL).messages(Changes.inserts(100, 50));

        assertThat(messages).hasSize(1);
        assertThat(json(messages.get(0).text()).get("changes")).hasSize(100);
    }

    @Test
    void noMessageIsLargerThanAFrameAndTheOrderIsKept() {
        List<Message> messages = new JsonMessages(ALL).messages(Changes.inserts(100, 1000));

        assertThat(messages)
                .hasSizeBetween(4, 5)
                .allMatch(message -> Message.bytes(message.text()) <= Message.MAX_BYTES);
        var keys = new ArrayList<String>();
        for (Message message : messages) {
            json(message.text())
                    .get("changes")
                    .forEach(change -> keys.add(change.at("/keys/id").textValue()));
        }
        assertThat(keys)
                .containsExactlyElementsOf(
                        Changes.inserts(100, 0).stream()
                                .map(change -> change.id().replace("event", "item"))
                                .toList());
    }

    @ParameterizedTest
    @CsvSource({"32580, false", "32700, true", "300000, true"})
    void aChangeTooLargeForAFrameIsSentWithItsKeys(int bytes, boolean truncated) {
        JsonNode change = changes(ALL, Changes.inserts(1, bytes).get(0)).get(0);

        assertThat(change.has("truncated")).isEqualTo(truncated);
        assertThat(change.has("new")).isEqualTo(!truncated);
        assertThat(change.at("/keys/id").textValue()).isEqualTo("item-1");
    }

    @Test
    void aMessageOfMultiByteCharactersFitsItsFrameToTheByte() {
        for (int length = 8_080; length < 8_180; length++) {
            var text = Map.<String, Attribute>of("t", new Text("🙂".repeat(length)));
            Message message =
                    new JsonMessages(ALL).messages(List.of(Changes.insert(1, text))).get(0);

            assertThat(Message.bytes(message.text())).isLessThanOrEqualTo(Message.MAX_BYTES);
        }
    }

    @Test
    void theSameChangesHaveTheSameIdAndOthersNever() {
        var format = new JsonMessages(ALL);
        List<Change> changes = Changes.inserts(3, 10);

        assertThat(id(format, changes)).hasSize(22).isEqualTo(id(format, changes));
        assertThat(id(format, changes)).isNotEqualTo(id(format, changes.subList(0, 2)));
        assertThat(id(format, changes)).isNotEqualTo(id(format, changes.subList(1, 3)));
    }

    private static String id(JsonMessages format, List<Change> changes) {
        return json(format.messages(changes).get(0).text()).get("id").textValue();
    }

    private static JsonNode number(String digits) {
        Change change = Changes.insert(1, Map.of("n", new Numeric(digits)));
        return changes(ALL, change).at("/0/new/n");
    }

    private static JsonNode changes(Projection projection, Change change) {
        List<Message> messages = new JsonMessages(projection).messages(List.of(change));
        assertThat(messages).hasSize(1);
        JsonNode message = json(messages.get(0).text());
        assertThat(message.get("type").textValue()).isEqualTo("changes");
        return message.get("changes");
    }
}
