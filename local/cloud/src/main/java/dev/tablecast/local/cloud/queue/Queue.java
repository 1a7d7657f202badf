package dev.tablecast.local.cloud.queue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A queue in memory, that gives out each message once and remembers it.
 *
 * <p>Unlike SQS it has no visibility timeout: who takes messages deals with them until it is done.
 */
public final class Queue {
    /** The oldest messages go when there are more: a laptop isn't an archive. */
    private static final int CAPACITY = 10_000;

    private final String name;
    private final String arn;
    private final Deque<Message> sent = new ArrayDeque<>();
    private final LinkedBlockingQueue<Message> visible = new LinkedBlockingQueue<>(CAPACITY);

    public Queue(String name, String arn) {
        this.name = name;
        this.arn = arn;
    }

    /** A message; its id is its receipt handle as well. */
    public record Message(String id, String body, Instant sentAt) {}

    public String name() {
        return name;
    }

    public String arn() {
        return arn;
    }

    public synchronized void send(String body, Instant at) {
        var message = new Message(UUID.randomUUID().toString(), body, at);
        if (sent.size() == CAPACITY) {
            sent.removeFirst();
        }
        sent.addLast(message);
        while (!visible.offer(message)) {
            visible.poll();
        }
    }

    /** Returns all messages that were sent, the oldest first, those that were taken as well. */
    public synchronized List<Message> messages() {
        return List.copyOf(sent);
    }

    /** Takes the oldest messages, as many as there are up to a number, and waits for the first. */
    List<Message> take(int atMost) throws InterruptedException {
        var taken = new ArrayList<Message>();
        taken.add(visible.take());
        visible.drainTo(taken, atMost - 1);
        return taken;
    }
}
