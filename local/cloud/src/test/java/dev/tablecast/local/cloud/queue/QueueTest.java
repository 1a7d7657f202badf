package dev.tablecast.local.cloud.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final Queue queue = new Queue("failed", "arn:aws:sqs:us-east-1:000000000000:failed");

    @Test
    void messagesStayInTheirOrder() {
        queue.send("first", NOW);
        queue.send("second", NOW);

        assertThat(queue.messages())
                .extracting(Queue.Message::body)
                .containsExactly("first", "second");
        assertThat(queue.messages()).hasSize(2);
    }

    @Test
    void everyMessageHasAnIdOfItsOwn() {
        queue.send("same", NOW);
        queue.send("same", NOW);

        assertThat(queue.messages()).extracting(Queue.Message::id).doesNotHaveDuplicates();
    }

    @Test
    void theOldestMessagesGoWhenThereAreMoreThanItHolds() {
        IntStream.rangeClosed(1, 10_002).forEach(number -> queue.send("" + number, NOW));

        assertThat(queue.messages()).hasSize(10_000);
        assertThat(queue.messages().getFirst().body()).isEqualTo("3");
        assertThat(queue.messages().getLast().body()).isEqualTo("10002");
    }
}
