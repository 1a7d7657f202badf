package dev.tablecast.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    private final MessageReader reader = new MessageReader();

    @Test
    void aPutIsItsNumberAndARemovalTheNegativeOfWhatItRemoved() {
        assertThat(
                        reader.changes(
                                """
                                {"type":"changes","id":"x","changes":[
                                 {"event":"INSERT","keys":{"id":"item-1"},"new":{"id":"item-1","change":7}},
                                 {"event":"MODIFY","keys":{"id":"item-1"},"new":{"change":8},"old":{"change":7}},
                                 {"event":"REMOVE","keys":{"id":"item-1"},"old":{"id":"item-1","change":8}}]}
                                """))
                .containsExactly(7, 8, -8);
    }

    @Test
    void aTextThatComesAgainIsReadOnce() {
        String text = put(3);

        assertThat(reader.changes(text)).isSameAs(reader.changes(put(3)));
    }

    @Test
    void aTextIsReadRightAfterManyOthers() {
        IntStream.rangeClosed(1, 1000).forEach(number -> reader.changes(put(number)));

        assertThat(reader.changes(put(1))).containsExactly(1);
        assertThat(reader.changes(put(1000))).containsExactly(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changed",
                "{\"type\":\"other\"}",
                "{\"type\":\"changes\",\"changes\":[{\"event\":\"INSERT\",\"keys\":{},\"truncated\":true}]}",
                "{\"type\":\"changes\",\"changes\":[{\"event\":\"REMOVE\",\"keys\":{}}]}"
            })
    void whatDoesNotTellItsChangeIsUnreadable(String text) {
        assertThat(reader.changes(text)).containsExactly(MessageReader.UNREADABLE);
    }

    private static String put(int number) {
        return "{\"type\":\"changes\",\"changes\":[{\"event\":\"INSERT\",\"new\":{\"change\":%d}}]}"
                .formatted(number);
    }
}
