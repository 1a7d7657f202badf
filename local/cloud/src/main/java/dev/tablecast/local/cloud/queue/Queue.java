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
    private final List<Consumer<Action>> listeners = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Message> visible = new LinkedBlockingQueue<>(CAPACITY);

    public Queue(String name, String arn) {
        this.name = name;
        this.arn = arn;
    }

    /** What is done to a queue, in SQS's words. */
    public enum Action {
        SendMessage,
        ReceiveMessage,
        DeleteMessage
    }

    /** Tells this listener, too, of whatever is done from now on. */
    public void tell(Consumer<Action> listener) {
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

    /** Returns all messages that were sent, the oldest first, those that were taken as well. */
    public synchronized List<Message> messages() {
        return List.copyOf(sent);
    }

    /** Takes the oldest messages, as many as there are up to a number, and waits for the first. */
    List<Message> take(int atMost) throws InterruptedException {
        var taken = new ArrayList<Message>();
        taken.add(visible.take());
        visible.drainTo(taken, atMost - 1);
        done(Action.ReceiveMessage);
        return taken;
    }

    /** Forgets messages that were taken and dealt with. */
    void delete(List<Message> taken) {
        if (!taken.isEmpty()) {
            done(Action.DeleteMessage);
        }
    }
}
