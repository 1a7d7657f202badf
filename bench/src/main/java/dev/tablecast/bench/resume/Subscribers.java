package dev.tablecast.bench.resume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.bench.system.WebSocketClients;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Clients that subscribe as soon as they are connected, and keep a position each. They take what
 * comes next by number, and count the rest.
 */
final class Subscribers implements WebSocketClients.Listener, AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String CHANGES = "{\"type\":\"changes\"";

    private final WebSocketClients clients;
    private final String after;
    private final Arrivals arrivals;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final long[] numbers;
    private final int[] revs;
    private final long[] liveAt;
    private String position = "";
    private int live;
    private long messages;
    private long gaps;
    private long resets;

    /** Learns of every change that a client takes. */
    @FunctionalInterface
    interface Arrivals {
        Arrivals NONE = (client, message, from) -> {};

        /**
         * @param message with changes
         * @param from the first number that is new to the client
         */
        void arrived(int client, JsonNode message, long from);
    }

    /**
     * @param after the position of all; empty for clients that have none
     */
    Subscribers(URI uri, String namePrefix, int count, String after, Arrivals arrivals) {
        this.after = after;
        this.arrivals = arrivals;
        numbers = new long[count];
        revs = new int[count];
        liveAt = new long[count];
        Arrays.fill(numbers, after.isEmpty() ? -1 : Long.parseLong(after.split("\\.")[1]));
        clients = WebSocketClients.speaking("tablecast", uri, namePrefix, this);
    }

    /** Lets all connect, and waits until each is live. */
    void connect(Duration patience) throws InterruptedException {
        clients.growTo(numbers.length, patience);
        lock.lock();
        try {
            long left = patience.toNanos();
            while (live < numbers.length && left > 0) {
                clients.requireConnected();
                left -= LOOK.toNanos() - Math.max(0, more.awaitNanos(LOOK.toNanos()));
            }
            if (live < numbers.length) {
                throw new IllegalStateException(
                        "%,d of %,d clients are live".formatted(live, numbers.length));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The time at which the last of all was live, as {@link System#nanoTime}. */
    long lastLiveAt() {
        lock.lock();
        try {
            return Arrays.stream(liveAt).max().orElseThrow();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every client has a number. */
    void awaitNumber(long number, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (Arrays.stream(numbers).anyMatch(one -> one < number) && left > 0) {
                left = more.awaitNanos(left);
            }
            if (left <= 0) {
                throw new IllegalStateException("not all clients have number " + number);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A position of one that is live, with the number that all have. */
    String position() {
        lock.lock();
        try {
            String[] parts = position.split("\\.");
            long least = Arrays.stream(numbers).min().orElseThrow();
            return parts[0] + "." + least + "." + parts[2];
        } finally {
            lock.unlock();
        }
    }

    long messages() {
        return messages;
    }

    /** Messages that began beyond what the client had, and starts over: none, if all is well. */
    long faults() {
        return gaps + resets;
    }

    @Override
    public void opened(int client) {
        subscribe(client, after);
    }

    private void subscribe(int client, String from) {
        revs[client]++;
        clients.send(
                client,
                "{\"action\":\"subscribe\",\"sub\":\"a\",\"rev\":%d%s}"
                        .formatted(
                                revs[client], from.isEmpty() ? "" : ",\"after\":\"" + from + "\""));
    }

    @Override
    public void received(int client, ByteBuffer text) {
        String message = StandardCharsets.UTF_8.decode(text).toString();
        lock.lock();
        try {
            messages++;
            if (message.startsWith(CHANGES)) {
                take(client, JSON.readTree(message));
            } else {
                answer(client, JSON.readTree(message));
            }
            more.signalAll();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text isn't JSON", e);
        } finally {
            lock.unlock();
        }
    }

    private void take(int client, JsonNode message) {
        boolean ofReplay = message.path("replay").asBoolean();
        long from = message.path("from").asLong();
        long to = message.path("to").asLong();
        if (liveAt[client] == 0 && !ofReplay) {
            // What a page would hold until it is live; here it is part of the replay or follows it.
            return;
        }
        if (from > numbers[client] + 1) {
            gaps++;
        }
        if (to > numbers[client]) {
            arrivals.arrived(client, message, numbers[client] + 1);
            numbers[client] = to;
        }
    }

    private void answer(int client, JsonNode message) {
        String at = message.path("position").asText();
        switch (message.path("type").asText()) {
            case "more" -> subscribe(client, at);
            case "reset" -> resets++;
            case "live" -> {
                position = at;
                numbers[client] = Math.max(numbers[client], Long.parseLong(at.split("\\.")[1]));
                if (liveAt[client] == 0) {
                    liveAt[client] = System.nanoTime();
                    live++;
                }
            }
            case "subscribed" -> {}
            // API Gateway's own error, or a refusal: once more from where it is.
            default -> subscribe(client, at(client));
        }
    }

    private String at(int client) {
        String[] parts = after.split("\\.");
        return parts.length == 3 ? parts[0] + "." + numbers[client] + "." + parts[2] : after;
    }

    @Override
    public void close() {
        clients.close();
    }
}
