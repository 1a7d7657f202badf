package dev.tablecast.functions.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BroadcastTest {
    @Test
    void noMessagesNeedNoExecution() {
        assertThat(Broadcast.of(List.of())).isEmpty();
    }

    @Test
    void messagesShareAnExecutionUpToItsLimitAndKeepTheirOrder() {
        List<Message> messages =
                IntStream.range(0, 10)
                        .mapToObj(
                                i -> new Message("\"".repeat(15_000), 1, Changes.AT.plusSeconds(i)))
                        .toList();

        List<Broadcast> broadcasts = Broadcast.of(messages);

        assertThat(broadcasts).hasSize(5);
        assertThat(broadcasts)
                .extracting(broadcast -> broadcast.oldest().getEpochSecond())
                .containsExactly(
                        IntStream.range(0, 5)
                                .mapToObj(i -> Changes.AT.getEpochSecond() + 2 * i)
                                .toArray(Long[]::new));
        assertThat(broadcasts.stream().flatMap(b -> b.messages().stream()).toList())
                .isEqualTo(messages);
    }
}
