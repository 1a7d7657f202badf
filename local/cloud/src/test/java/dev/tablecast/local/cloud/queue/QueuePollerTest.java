package dev.tablecast.local.cloud.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueuePollerTest {
    private static final Instant SENT = Instant.ofEpochMilli(1_795_341_607_717L);

    private final Queue queue = new Queue("q", "arn:aws:sqs:us-east-1:000000000000:q");
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private volatile int failures;
    private QueuePoller poller;

    @AfterEach
    void stop() {
        poller.close();
    }

    @Test
    void aMessageArrivesAsTheEventThatLambdaSends() {
        poller = QueuePoller.start(new QueueMapping(queue, this::invoked, 10), waits::add);

        queue.send("hello", SENT);

        await().until(() -> events.size() == 1);
        JsonNode message = events.getFirst().at("/Records/0");
        assertThat(message.get("messageId").textValue()).isNotEmpty();
        assertThat(message.get("body").textValue()).isEqualTo("hello");
        assertThat(message.at("/attributes/SentTimestamp").textValue()).isEqualTo("1795341607717");
        assertThat(message.at("/attributes/ApproximateReceiveCount").textValue()).isEqualTo("1");
        assertThat(message.get("eventSource").textValue()).isEqualTo("aws:sqs");
        assertThat(message.get("eventSourceARN").textValue()).isEqualTo(queue.arn());
    }

    @Test
    void whatComesInMeanwhileIsABatchOfAtMostTheSizeOfTheMapping() {
        var first = new CountDownLatch(1);
        poller =
                QueuePoller.start(
                        new QueueMapping(
                                queue,
                                event -> {
                                    var result = invoked(event);
                                    await().until(() -> first.getCount() == 0);
                                    return result;
                                },
                                2),
                        waits::add);
        queue.send("1", SENT);
        await().until(() -> events.size() == 1);
        List.of("2", "3", "4").forEach(body -> queue.send(body, SENT));
        first.countDown();

        await().until(() -> events.size() == 3);
        assertThat(events.get(1).findValuesAsText("body")).containsExactly("2", "3");
        assertThat(events.get(2).findValuesAsText("body")).containsExactly("4");
    }

    @Test
    void whatFailsIsTriedAgainAfterALongerWaitEachTimeUntilItSucceeds() {
        failures = 8;
        poller = QueuePoller.start(new QueueMapping(queue, this::invoked, 10), waits::add);

        queue.send("hello", SENT);

        await().until(() -> events.size() == 9);
        assertThat(events.getLast().at("/Records/0/attributes/ApproximateReceiveCount").textValue())
                .isEqualTo("9");
        assertThat(waits)
                .extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
    }

    private LambdaFunction.Result invoked(byte[] event) {
        try {
            events.add(new ObjectMapper().readTree(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events.size() <= failures
                ? new LambdaFunction.FunctionError("Broken")
                : new LambdaFunction.Payload("null".getBytes());
    }
}
