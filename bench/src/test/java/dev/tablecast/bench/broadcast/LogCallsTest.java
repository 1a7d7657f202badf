package dev.tablecast.bench.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogCallsTest {
    @Test
    void anAppendWritesThreeItemsInATransactionAndThenMovesTheHead() {
        var calls =
                new LogCalls(
                        Map.of("BatchGetItem", 1L, "TransactWriteItems", 1L, "UpdateItem", 1L));

        assertThat(calls.writeUnits()).isEqualTo(2 * 3 + 1);
        assertThat(calls.readUnits(0)).isEqualTo(2);
    }

    @Test
    void everyReaderIsOneThatDoesNotKnowTheEntry() {
        var calls = new LogCalls(Map.of("BatchGetItem", 1L, "Query", 1L));

        assertThat(calls.readUnits(4)).isEqualTo(2 + 4);
    }
}
