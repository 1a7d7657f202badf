package dev.tablecast.functions.message;

import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.Changes;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.expression.Value.Binary;
import dev.tablecast.functions.expression.Value.Bool;
import dev.tablecast.functions.expression.Value.Fields;
import dev.tablecast.functions.expression.Value.Items;
import dev.tablecast.functions.expression.Value.Null;
import dev.tablecast.functions.expression.Value.Numeric;
import dev.tablecast.functions.expression.Value.Text;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogFixture;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.view.Policies;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMessagesTest {
    private static final Projection ALL = new Projection.All();

    private final LogFixture log = new LogFixture(() -> Instant.EPOCH);

    @Test
    void anInsertHasItsNewImage() {
        assertThat(changes(ALL, Changes.insert(1, Map.of("zip", new Numeric("94105")))).get(0))
                .isEqualTo(
                        json(
                                "{'seq':2,'event':'INSERT','at':'2026-11-22T10:00:00Z',"
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
                                "{'seq':2,'event':'MODIFY','at':'2026-11-22T10:00:00Z',"
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
                                "{'seq':2,'event':'REMOVE','at':'2026-11-22T10:00:00Z',"
                                        + "'keys':{'id':'item-1'},'old':{'a':'1'}}"));
    }

    @Test
    void keysOnlySendsNothingOfTheItemButItsKeys() {
        Change change =
                Changes.modify(Map.of("secret", new Text("1")), Map.of("secret", new Text("2")));

        assertThat(changes(new Projection.KeysOnly(), change).get(0))
                .isEqualTo(
                        json(
                                "{'seq':2,'event':'MODIFY','at':'2026-11-22T10:00:00Z',"
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
                                "{'seq':2,'event':'MODIFY','at':'2026-11-22T10:00:00Z',"
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
                                "binary", Binary.ofBase64("AAEC"),
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
    void smallChangesShareAFrame() {
        List<String> frames = frames(ALL, Changes.inserts(100, 50));

        assertThat(frames).hasSize(1);
        assertThat(json(frames.getFirst()).get("changes")).hasSize(100);
    }

    @Test
    void noFrameIsLargerThanAllowedAndTheNumbersGoOn() {
        List<String> frames = frames(ALL, Changes.inserts(100, 1000));

        assertThat(frames).hasSizeBetween(4, 5).allMatch(frame -> bytes(frame) <= Frame.MAX_BYTES);
        var keys = new ArrayList<String>();
        long next = 2;
        for (String frame : frames) {
            JsonNode message = json(frame);
            assertThat(message.get("from").longValue()).isEqualTo(next);
            for (JsonNode change : message.get("changes")) {
                assertThat(change.get("seq").longValue()).isEqualTo(next++);
                keys.add(change.at("/keys/id").textValue());
            }
            assertThat(message.get("to").longValue()).isEqualTo(next - 1);
        }
        assertThat(next).isEqualTo(102);
        assertThat(keys)
                .containsExactlyElementsOf(
                        Changes.inserts(100, 0).stream()
                                .map(change -> change.id().replace("event", "item"))
                                .toList());
    }

    @Test
    void whoSubscribesGetsTheNamesOfTheSubscriptionsAndAReplaySaysThatItIsOne() {
        Entry entry = log.append(Changes.inserts(1, 1));
        var format = Policies.json(ALL);

        JsonNode live = json(one(format, entry, new Audience(List.of("a", "b"), false)));
        JsonNode replay = json(one(format, entry, new Audience(List.of("a"), true)));
        JsonNode plain = json(one(format, entry, Audience.EVERYTHING));

        assertThat(live.get("subs")).isEqualTo(json("{'_':['a','b']}").get("_"));
        assertThat(live.has("replay")).isFalse();
        assertThat(replay.get("replay").booleanValue()).isTrue();
        assertThat(plain.has("subs")).isFalse();
        assertThat(plain.get("epoch").textValue()).isEqualTo(entry.epoch());
    }

    @Test
    void aRangeMayBeginAndEndInsideEntries() {
        Entry first = log.append(Changes.inserts(3, 1));
        Entry second = log.append(Changes.inserts(3, 1));

        Messages messages = Policies.json(ALL).messages(List.of(first, second), 3, 6);

        assertThat(messages.reset()).isEmpty();
        JsonNode message =
                json(texts(Policies.json(ALL), messages, Audience.EVERYTHING).getFirst());
        assertThat(message.findValuesAsText("seq")).containsExactly("3", "4", "5", "6");
        assertThat(message.get("from").intValue()).isEqualTo(3);
        assertThat(message.get("to").intValue()).isEqualTo(6);
    }

    @Test
    void whatIsBeforeTheLastResetIsNotTold() {
        var entries =
                List.of(
                        log.append(Changes.inserts(1, 1)),
                        log.appendReset(LogRecord.Reason.RECORD),
                        log.append(Changes.inserts(1, 1)),
                        log.appendReset(LogRecord.Reason.EPOCH),
                        log.append(Changes.inserts(1, 1)));

        Messages messages = Policies.json(ALL).messages(entries, 2, 6);

        assertThat(messages.reset()).hasValue(new Messages.Reset(5, LogRecord.Reason.EPOCH));
        assertThat(texts(Policies.json(ALL), messages, Audience.EVERYTHING)).hasSize(1);
        assertThat(
                        json(texts(Policies.json(ALL), messages, Audience.EVERYTHING).getFirst())
                                .get("from")
                                .intValue())
                .isEqualTo(6);
    }

    /** A position of one view says nothing to another. */
    @Test
    void theViewIsTheSameForTheSameProjectionOnly() {
        assertThat(view(new Projection.Include(List.of("a", "b"))))
                .hasSize(16)
                .isEqualTo(view(new Projection.Include(List.of("b", "a"))));
        assertThat(
                        List.of(
                                view(ALL),
                                view(new Projection.KeysOnly()),
                                view(new Projection.Include(List.of("a"))),
                                view(new Projection.Include(List.of("a", "b")))))
                .doesNotHaveDuplicates();
    }

    private static String view(Projection projection) {
        return Policies.everything(Policies.json(projection));
    }

    @ParameterizedTest
    @CsvSource({"32400, false", "32700, true", "300000, true"})
    void aChangeTooLargeForAFrameIsSentWithItsKeys(int bytes, boolean truncated) {
        JsonNode change = changes(ALL, Changes.inserts(1, bytes).get(0)).get(0);

        assertThat(change.has("truncated")).isEqualTo(truncated);
        assertThat(change.has("new")).isEqualTo(!truncated);
        assertThat(change.at("/keys/id").textValue()).isEqualTo("item-1");
    }

    @Test
    void aMessageOfMultiByteCharactersFitsItsFrameToTheByte() {
        for (int length = 8_080; length < 8_180; length++) {
            var text = Map.<String, Value>of("t", new Text("🙂".repeat(length)));
            String frame = frames(ALL, List.of(Changes.insert(1, text))).getFirst();

            assertThat(bytes(frame)).isLessThanOrEqualTo(Frame.MAX_BYTES);
        }
    }

    private JsonNode number(String digits) {
        Change change = Changes.insert(1, Map.of("n", new Numeric(digits)));
        return changes(ALL, change).at("/0/new/n");
    }

    private JsonNode changes(Projection projection, Change change) {
        List<String> frames = frames(projection, List.of(change));
        assertThat(frames).hasSize(1);
        JsonNode message = json(frames.getFirst());
        assertThat(message.get("type").textValue()).isEqualTo("changes");
        return message.get("changes");
    }

    /** Renders changes as they are stored for the projection, from number 2 on. */
    private List<String> frames(Projection projection, List<Change> changes) {
        var format = Policies.json(projection);
        Entry entry =
                new LogFixture(() -> Instant.EPOCH)
                        .append(changes.stream().map(format::stored).toList());
        return texts(
                format,
                format.messages(List.of(entry), entry.from(), entry.to()),
                Audience.EVERYTHING);
    }

    private static String one(MessageFormat format, Entry entry, Audience audience) {
        return texts(format, format.messages(List.of(entry), entry.from(), entry.to()), audience)
                .getFirst();
    }

    private static List<String> texts(MessageFormat format, Messages messages, Audience audience) {
        var view = format.policy().openView().orElseThrow();
        return messages.frames(view, audience).stream().map(Frame::text).toList();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
