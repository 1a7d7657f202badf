package dev.tablecast.bench.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The messages of clients. All get the same texts, so each is read once, and known again by what it
 * has before its changes: epoch and numbers.
 */
final class Deliveries implements WebSocketClients.Listener {
    private static final int LONGEST_HEAD = 120;
    private static final String AFTER_HEAD = "\"changes\":[";
    private static final JsonMapper JSON = new JsonMapper();

    private final Probe probe;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Map<String, int[]> changesByHead = new HashMap<>();
    private final List<String> connectionIds = new ArrayList<>();
    private List<Delivery> deliveries = new ArrayList<>();
    private long changes;

    Deliveries(Probe probe) {
        this.probe = probe;
    }

    /**
     * @param ids of the clients' connections, by the number of the client
     */
    void connected(List<String> ids) {
        lock.lock();
        try {
            connectionIds.clear();
            connectionIds.addAll(ids);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void received(int client, ByteBuffer text) {
        long nanoTime = System.nanoTime();
        lock.lock();
        try {
            int[] told = changesByHead.computeIfAbsent(head(text), head -> changes(text));
            Probe.Post post =
                    probe.nextPost(connectionIds.get(client))
                            .orElseThrow(
                                    () -> new IllegalStateException("a text that wasn't posted"));
            deliveries.add(new Delivery(told, post, nanoTime));
            changes += told.length;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until clients have so many changes in all; {@code false} if that takes too long. */
    boolean await(long expected, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (changes < expected && left > 0) {
                left = more.awaitNanos(left);
            }
            return changes >= expected;
        } finally {
            lock.unlock();
        }
    }

    /** Returns what came since this was last called. */
    List<Delivery> take() {
        lock.lock();
        try {
            List<Delivery> taken = deliveries;
            deliveries = new ArrayList<>();
            changesByHead.clear();
            changes = 0;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private static String head(ByteBuffer text) {
        byte[] begin = new byte[Math.min(text.remaining(), LONGEST_HEAD)];
        text.get(text.position(), begin);
        String head = new String(begin, StandardCharsets.ISO_8859_1);
        return head.substring(0, head.indexOf(AFTER_HEAD));
    }

    private static int[] changes(ByteBuffer text) {
        try {
            JsonNode message = JSON.readTree(StandardCharsets.UTF_8.decode(text).toString());
            return message.path("changes")
                    .valueStream()
                    .mapToInt(change -> change.at("/new/" + Writes.NUMBER).intValue())
                    .toArray();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text isn't JSON", e);
        }
    }
}
