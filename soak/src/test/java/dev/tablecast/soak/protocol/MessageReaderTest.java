package dev.tablecast.soak.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    private final MessageReader reader = new MessageReader("change");

    @Test
    void aPutIsItsNumberAndARemovalTheNegativeOfWhatItRemoved() {
        Message message =
                reader.read(
                        """
                        {"type":"changes","subs":["a"],"epoch":"e1","from":4,"to":7,"replay":true,"changes":[
                         {"seq":4,"event":"INSERT","keys":{"id":"item-1"},"new":{"id":"item-1","change":7}},
                         {"seq":5,"event":"MODIFY","keys":{"id":"item-1"},"new":{"change":8},"old":{"change":7}},
                         {"seq":7,"event":"REMOVE","keys":{"id":"item-1"},"old":{"id":"item-1","change":8}}]}
                        """);

        assertThat(message)
                .isEqualTo(
                        new Message.Changes(
                                List.of("a"),
                                "e1",
                                4,
                                7,
                                true,
                                List.of(
                                        new SentChange("e1", 4, 7, 0),
                                        new SentChange("e1", 5, 8, 1),
                                        new SentChange("e1", 7, -8, 2))));
    }

    static Stream<Arguments> answers() {
        var position = new Position("e1", 12, "v");
        return Stream.of(
                arguments(
                        "{'type':'subscribed','sub':'a','rev':3,'position':'e1.12.v','contiguous':true}",
                        new Message.Subscribed("a", 3, position, true)),
                arguments(
                        "{'type':'more','sub':'a','rev':3,'position':'e1.12.v'}",
                        new Message.More("a", 3, position)),
                arguments(
                        "{'type':'live','sub':'a','rev':3,'position':'e1.12.v'}",
                        new Message.Live("a", 3, position)),
                arguments(
                        "{'type':'reset','sub':'a','reason':'epoch','rev':3,'position':'e1.12.v'}",
                        new Message.Reset("a", 3, "epoch", position)),
                arguments(
                        "{'type':'error','sub':'a','reason':'rate','message':'too often'}",
                        new Message.Refused("rate")),
                arguments(
                        "{'message':'Internal server error','connectionId':'R0=','requestId':'q'}",
                        new Message.Refused("Internal server error")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answersAreRead(String text, Message message) {
        assertThat(reader.read(text.replace('\'', '"'))).isEqualTo(message);
    }

    @Test
    void aTextThatComesAgainIsReadOnce() {
        assertThat(reader.read(put(3))).isSameAs(reader.read(put(3)));
    }

    @Test
    void aTextIsReadRightAfterManyOthers() {
        IntStream.rangeClosed(1, 1000).forEach(number -> reader.read(put(number)));

        assertThat(changes(put(1))).containsExactly(1);
        assertThat(changes(put(1000))).containsExactly(1000);
        assertThat(reader.sent().all()).hasSize(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"changed", "{'type':'other'}", "{'type':'live','position':'12'}", "[]"})
    void whatIsNoMessageIsUnreadable(String text) {
        assertThat(reader.read(text.replace('\'', '"'))).isEqualTo(new Message.Unreadable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"INSERT\",\"keys\":{},\"truncated\":true}",
                "{\"event\":\"REMOVE\",\"keys\":{}}"
            })
    void aChangeThatDoesNotTellItsWriterIsUnreadable(String change) {
        assertThat(changes("{\"type\":\"changes\",\"changes\":[" + change + "]}"))
                .containsExactly(MessageReader.UNREADABLE);
    }

    private List<Integer> changes(String text) {
        return ((Message.Changes) reader.read(text))
                .changes().stream().map(SentChange::change).toList();
    }

    private static String put(int number) {
        return "{\"type\":\"changes\",\"epoch\":\"e1\",\"changes\":[{\"seq\":%1$d,\"event\":\"INSERT\",\"new\":{\"change\":%1$d}}]}"
                .formatted(number);
    }
}
