package dev.tablecast.local.cloud.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * A queue in memory.
 *
 * <p>Unlike SQS, a message that was received stays invisible until it is deleted or the queue is
 * purged: there is no visibility timeout.
 */
public final class Queue {
    /** The oldest messages go when there are more: a laptop isn't an archive. */
    private static final int CAPACITY = 10_000;

    private final String name;
    private final String arn;
    private final Deque<Message> messages = new ArrayDeque<>();

    public Queue(String name, String arn) {
        this.name = name;
        this.arn = arn;
    }

    /** A message; its id is its receipt handle as well. */
    public record Message(String id, String body) {}

    public String name() {
        return name;
    }

    public String arn() {
        return arn;
    }

    public synchronized void send(String body) {
        if (messages.size() == CAPACITY) {
            messages.removeFirst();
        }
        messages.addLast(new Message(UUID.randomUUID().toString(), body));
    }

    /** Returns all messages, the oldest first, and leaves them where they are. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }
}
