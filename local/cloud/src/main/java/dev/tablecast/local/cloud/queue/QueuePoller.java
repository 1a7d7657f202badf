package dev.tablecast.local.cloud.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.queue.Queue.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poller of a queue's event source mapping: one invocation at a time, with the messages since
 * the previous one. A failed batch is retried until it succeeds.
 *
 * <p>Differs from Lambda: the retry delay is 100 ms and doubles up to 5 seconds, in place of the
 * queue's visibility timeout, and partial batch responses aren't supported.
 */
public final class QueuePoller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueuePoller.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final QueueMapping mapping;
    private final Pause pause;
    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();

    private QueuePoller(QueueMapping mapping, Pause pause) {
        this.mapping = mapping;
        this.pause = pause;
    }

    /** The wait before a retry. */
    interface Pause {
        void await(Duration duration) throws InterruptedException;
    }

    public static QueuePoller start(QueueMapping mapping) {
        return start(mapping, Thread::sleep);
    }

    static QueuePoller start(QueueMapping mapping, Pause pause) {
        var poller = new QueuePoller(mapping, pause);
        poller.thread.submit(poller::poll);
        return poller;
    }

    private void poll() {
        try {
            while (true) {
                deliver(mapping.queue().take(mapping.batchSize()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(List<Message> messages) throws InterruptedException {
        Duration wait = FIRST_WAIT;
        for (int received = 1; !succeeds(messages, received); received++) {
            LOG.atWarn()
                    .addKeyValue("queue", mapping.queue().name())
                    .addKeyValue("messages", messages.size())
                    .log("The function of a queue failed; its messages are retried");
            pause.await(wait);
            wait =
                    wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0
                            ? wait.multipliedBy(2)
                            : LONGEST_WAIT;
        }
        mapping.queue().delete(messages);
    }

    private boolean succeeds(List<Message> messages, int received) throws InterruptedException {
        var result = mapping.function().invoke(event(messages, received));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return result instanceof LambdaFunction.Payload;
    }

    /**
     * Returns the event of an invocation.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event">Example
     *     standard queue message event</a>
     */
    private byte[] event(List<Message> messages, int received) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        var records = event.putArray("Records");
        for (Message message : messages) {
            ObjectNode json = records.addObject();
            json.put("messageId", message.id());
            json.put("receiptHandle", message.id());
            json.put("body", message.body());
            json.putObject("attributes")
                    .put("ApproximateReceiveCount", Integer.toString(received))
                    .put("SentTimestamp", Long.toString(message.sentAt().toEpochMilli()));
            json.putObject("messageAttributes");
            json.put("eventSource", "aws:sqs");
            json.put("eventSourceARN", mapping.queue().arn());
        }
        return event.toString().getBytes(UTF_8);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
