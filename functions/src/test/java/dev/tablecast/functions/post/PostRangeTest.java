package dev.tablecast.functions.post;

import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static dev.tablecast.functions.post.PostFixture.nothing;
import static dev.tablecast.functions.post.PostFixture.request;
import static dev.tablecast.functions.post.PostFixture.row;
import static dev.tablecast.functions.post.PostFixture.subscribed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.change.Changes;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogFixture;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.log.LogUnreadableException;
import dev.tablecast.functions.message.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames that a connection gets of a range of the log. */
class PostRangeTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000);

    private final PostFixture fixture = new PostFixture(NOW, Duration.ofSeconds(30));
    private final FakeApi api = fixture.api;
    private final PostHandler handler = fixture.handler(PostFixture.JSON);

    @Test
    void eachConnectionGetsTheRangeWithTheNamesOfItsSubscriptions() {
        Entry first = fixture.append("a");
        Entry last = fixture.append("b", "c");

        JsonNode answer =
                invoke(
                        handler,
                        request(
                                first,
                                last,
                                subscribed("1", "a:1:VIEW"),
                                subscribed("2", "z:1:VIEW,b:7:VIEW,gone:9:"),
                                row("plain", 0)));

        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(3);
        assertThat(subs("1")).containsExactly("a");
        assertThat(subs("2")).containsExactly("b", "z");
        assertThat(message("plain").has("subs")).isFalse();
        for (String id : List.of("1", "2", "plain")) {
            JsonNode message = message(id);
            assertThat(message.get("epoch").textValue()).isEqualTo(first.epoch());
            assertThat(message.get("from").intValue()).isEqualTo(2);
            assertThat(message.get("to").intValue()).isEqualTo(4);
            assertThat(message.findValuesAsText("text")).containsExactly("a", "b", "c");
            assertThat(message.has("replay")).isFalse();
        }
    }

    @Test
    void aRangeMayBeginAndEndInsideEntries() {
        Entry first = fixture.append("a", "b", "c");
        fixture.append("d", "e");

        invoke(handler, request(first.epoch(), 3, 5, row("1", 0)));

        assertThat(message("1").findValuesAsText("seq")).containsExactly("3", "4", "5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:2:", "a:2:,b:3:"})
    void whoHasNoActiveSubscriptionGetsNothing(String subs) {
        Entry entry = fixture.append("a");

        JsonNode answer = invoke(handler, request(entry, entry, subscribed("1", subs)));

        assertThat(api.received("1")).isEmpty();
        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(1);
        assertThat(answer.get("ended")).isEmpty();
    }

    @Test
    void framesAreSmallAndInOrder() {
        Entry entry = fixture.log.append(Changes.inserts(100, 1_000));

        invoke(handler, request(entry, entry, subscribed("1", "a:1:V")));

        assertThat(api.received("1"))
                .hasSize(4)
                .allMatch(
                        frame -> frame.getBytes(StandardCharsets.UTF_8).length <= Frame.MAX_BYTES);
        long next = entry.from();
        for (String frame : api.received("1")) {
            assertThat(json(frame).get("from").longValue()).isEqualTo(next);
            next = json(frame).get("to").longValue() + 1;
        }
        assertThat(next).isEqualTo(entry.to() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPOCH", "RECORD"})
    void aResetTellsEverySubscriptionAndEndsThePlainConnections(LogRecord.Reason reason) {
        Entry before = fixture.append("before");
        Entry reset = fixture.log.appendReset(reason);
        Entry after = fixture.append("after");

        JsonNode answer =
                invoke(
                        handler,
                        request(
                                before,
                                after,
                                subscribed("1", "a:4:V,b:7:V,c:9:"),
                                subscribed("idle", ""),
                                row("plain", 0)));

        List<String> frames = api.received("1");
        assertThat(frames).hasSize(3);
        String position = reset.epoch() + "." + reset.from() + "." + PostFixture.EVERYTHING;
        assertThat(json(frames.get(0)))
                .isEqualTo(
                        json(
                                "{'type':'reset','sub':'a','reason':'%s','rev':4,'position':'%s'}"
                                        .formatted(reason.name().toLowerCase(), position)));
        assertThat(json(frames.get(1)).get("sub").textValue()).isEqualTo("b");
        assertThat(json(frames.get(1)).get("rev").intValue()).isEqualTo(7);
        assertThat(json(frames.get(2)).get("from").longValue()).isEqualTo(after.from());
        assertThat(json(frames.get(2)).findValuesAsText("text")).containsExactly("after");
        assertThat(api.received("idle")).isEmpty();
        assertThat(api.closed).containsExactly("plain");
        assertThat(answer.get("ended")).hasSize(1);
        assertThat(answer.at("/ended/0/ConnectionId/S").textValue()).isEqualTo("plain");
        assertThat(answer.at("/counts/closed").intValue()).isEqualTo(1);
    }

    @Test
    void textsGoToEveryConnectionWhateverItsRowSays() {
        Entry entry = fixture.append("a", "b");

        invoke(
                fixture.handler(PostFixture.TEXTS),
                request(entry, entry, subscribed("1", "a:1:V"), subscribed("2", ""), row("3", 0)));

        for (String id : List.of("1", "2", "3")) {
            assertThat(api.received(id)).containsExactly("a", "b");
        }
    }

    @Test
    void aResetClosesWhoGetsTexts() {
        Entry entry = fixture.append("a");
        Entry reset = fixture.log.appendReset(LogRecord.Reason.RECORD);

        invoke(fixture.handler(PostFixture.TEXTS), request(entry, reset, row("1", 0)));

        assertThat(api.received("1")).isEmpty();
        assertThat(api.closed).containsExactly("1");
    }

    @Test
    void aMissingEntryFailsTheFunctionAndNobodyGetsAnything() {
        Entry first = fixture.append("a");
        Entry missing = fixture.append("b");
        Entry last = fixture.append("c");
        fixture.log.delete(missing);

        assertThatThrownBy(() -> invoke(handler, request(first, last, row("1", 0))))
                .isInstanceOf(LogUnreadableException.class)
                .hasMessage("epoch %s has no record %d", first.epoch(), missing.from());
        assertThat(api.received("1")).isEmpty();
        assertThat(api.closed).isEmpty();
    }

    @Test
    void anEntryOfAnotherEpochIsMissing() {
        Entry entry = fixture.append("a");
        fixture.log.beginEpoch();

        assertThat(invoke(handler, request(entry, entry, row("1", 0))).at("/counts/delivered"))
                .isEqualTo(json("{'_':1}").get("_"));
        assertThatThrownBy(
                        () ->
                                invoke(
                                        handler,
                                        request(fixture.log.head().epoch(), 2, 2, row("1", 0))))
                .isInstanceOf(LogUnreadableException.class);
    }

    /** Bytes that are not deflated, and deflated texts that are not an entry's records. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "not deflated",
                "",
                "deflate []",
                "deflate {}",
                "deflate [[",
                "deflate [[null]]",
                "deflate [[\"id\",null]]",
                "deflate [[\"id\",null,\"OTHER\"]]"
            })
    void anEntryWithBrokenDataFailsTheFunction(String data) {
        Entry first = fixture.append("a");
        Entry broken = fixture.append("b");
        fixture.log.damage(broken, bytes(data));

        assertThatThrownBy(() -> invoke(handler, request(first, broken, row("1", 0))))
                .isInstanceOf(LogUnreadableException.class);
        assertThat(api.received("1")).isEmpty();
    }

    private static byte[] bytes(String data) {
        if (!data.startsWith("deflate ")) {
            return data.getBytes(StandardCharsets.UTF_8);
        }
        var deflater = new java.util.zip.Deflater();
        deflater.setInput(data.substring("deflate ".length()).getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        var bytes = new byte[1_000];
        return java.util.Arrays.copyOf(bytes, deflater.deflate(bytes));
    }

    @Test
    void aChangeThatIsNoneFailsTheFunction() {
        Entry entry = fixture.log.appendUnreadable();

        assertThatThrownBy(() -> invoke(handler, request(entry, entry, row("1", 0))))
                .isInstanceOf(LogUnreadableException.class)
                .hasMessageContaining("record %d", entry.from());
        assertThat(api.received("1")).isEmpty();
    }

    @Test
    void whereNothingIsSentNobodyGetsAnything() {
        fixture.append("a");

        JsonNode answer = invoke(handler, nothing(row("1", 999_000), subscribed("2", "a:1:V")));

        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(2);
        assertThat(api.received("1")).isEmpty();
        assertThat(api.received("2")).isEmpty();
    }

    @Test
    void aFeedIsReadByItsName() {
        Entry entry = fixture.append("a");
        var other =
                json(
                        request(entry, entry, row("1", 0))
                                .toString()
                                .replace("\"" + LogFixture.FEED + "\"", "\"Other\""));
        var readers =
                new FeedReaders(
                        fixture.log.dynamoDb(),
                        LogFixture.TABLE,
                        PostFixture.JSON.policy(),
                        fixture.log.pause());
        var pressure = new Pressure(api);
        var real =
                new PostHandler(
                        PostFixture.JSON, readers::of, fixture.poster(api), pressure, fixture.time);

        assertThat(
                        invoke(real, request(entry, entry, row("1", 0)))
                                .at("/counts/delivered")
                                .intValue())
                .isEqualTo(1);
        assertThatThrownBy(() -> invoke(real, other)).isInstanceOf(LogUnreadableException.class);
    }

    private List<String> subs(String id) {
        return java.util.stream.StreamSupport.stream(message(id).get("subs").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    /** Returns the one message that a connection got. */
    private JsonNode message(String id) {
        assertThat(api.received(id)).hasSize(1);
        return json(api.received(id).getFirst());
    }
}
