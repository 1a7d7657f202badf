package dev.tablecast.bench.query;

import dev.tablecast.bench.system.WebSocketClients;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A client that subscribes again and again, each time with a snapshot. */
final class Asking implements WebSocketClients.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ITEMS = "{\"type\":\"items\"";
    private static final String LIVE = "{\"type\":\"live\"";
    private static final String ERROR = "{\"type\":\"error\"";

    private final WebSocketClients clients;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    private int rev;
    private long firstItemsAt;
    private long liveAt;
    private int messages;
    private long bytes;
    private String error = "";

    /**
     * The answer to one request.
     *
     * @param firstItems the time until the first message with items
     * @param live the time until all have come
     */
    record Answer(Duration firstItems, Duration live, int messages, long bytes) {}

    Asking(URI uri) throws InterruptedException {
        clients = WebSocketClients.speaking("tablecast", uri, "asking-", this);
        clients.growTo(1, PATIENCE);
    }

    /** Subscribes to a room, and waits until that is live. */
    Answer ask(String room) throws InterruptedException {
        lock.lock();
        try {
            liveAt = 0;
            firstItemsAt = 0;
            messages = 0;
            bytes = 0;
            long start = System.nanoTime();
            clients.send(
                    0,
                    ("{\"action\":\"subscribe\",\"sub\":\"a\",\"rev\":%d,\"snapshot\":true,"
                                    + "\"filter\":\"room = :r\",\"values\":{\":r\":\"%s\"}}")
                            .formatted(++rev, room));
            long left = PATIENCE.toNanos();
            while (liveAt == 0 && error.isEmpty() && left > 0) {
                left = answered.awaitNanos(left);
            }
            if (liveAt == 0) {
                throw new IllegalStateException("not live: " + error);
            }
            return new Answer(
                    Duration.ofNanos(firstItemsAt - start),
                    Duration.ofNanos(liveAt - start),
                    messages,
                    bytes);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void received(int client, ByteBuffer text) {
        lock.lock();
        try {
            bytes += text.remaining();
            messages++;
            String message = StandardCharsets.UTF_8.decode(text).toString();
            if (message.startsWith(ITEMS) && firstItemsAt == 0) {
                firstItemsAt = System.nanoTime();
            } else if (message.startsWith(LIVE)) {
                liveAt = System.nanoTime();
            } else if (message.startsWith(ERROR)) {
                error = message;
            }
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
