package dev.tablecast.local.cloud.queue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * A queue in memory. It delivers each message once, and keeps all messages for inspection.
 *
 * <p>Differs from SQS: there is no visibility timeout, because the only consumer retries by itself.
 */
public final class Queue {
    /** The most messages in memory; the oldest are removed first. */
    private static final int CAPACITY = 10_000;

    private final String name;
    private final String arn;
    private final Deque<Message> sent = new ArrayDeque<>();
    private final List<Consumer<Action>> listeners = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Message> visible = new LinkedBlockingQueue<>(CAPACITY);

    public Queue(String name, String arn) {
        this.name = name;
        this.arn = arn;
    }

    /** SQS's actions on a queue. */
    public enum Action {
        SendMessage,
        ReceiveMessage,
        DeleteMessage
    }

    /** Adds a listener for the actions from now on. */
    public void listen(Consumer<Action> listener) {
        listeners.add(listener);
    }

    private void done(Action action) {
        listeners.forEach(listener -> listener.accept(action));
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
        done(Action.SendMessage);
        var message = new Message(UUID.randomUUID().toString(), body, at);
        if (sent.size() == CAPACITY) {
            sent.removeFirst();
        }
        sent.addLast(message);
        while (!visible.offer(message)) {
            visible.poll();
        }
    }

    /** Returns all messages that were sent, the oldest first, delivered or not. */
    public synchronized List<Message> messages() {
        return List.copyOf(sent);
    }

    /** Waits for a message, and takes the oldest ones, at most so many. */
    List<Message> take(int atMost) throws InterruptedException {
        var taken = new ArrayList<Message>();
        taken.add(visible.take());
        visible.drainTo(taken, atMost - 1);
        done(Action.ReceiveMessage);
        return taken;
    }

    /** Deletes messages that were processed. */
    void delete(List<Message> taken) {
        if (!taken.isEmpty()) {
            done(Action.DeleteMessage);
        }
    }
}
