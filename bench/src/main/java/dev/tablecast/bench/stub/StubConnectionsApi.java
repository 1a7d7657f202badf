package dev.tablecast.bench.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers every request with 200 after the same time, as {@code @connections} would; one thread,
 * and as little work as there can be, since it shares the machine with what is measured.
 *
 * <p>An answer is late by a millisecond at most, since that is how finely it waits, and has the
 * headers that API Gateway's has.
 */
final class StubConnectionsApi implements AutoCloseable {
    private static final byte[] ANSWER =
            """
            HTTP/1.1 200 OK
            Date: Sun, 22 Nov 2026 12:00:00 GMT
            Content-Type: application/json
            Content-Length: 0
            Connection: keep-alive
            x-amzn-RequestId: 8476a536-e9f4-11e8-9739-2dfe598c3fcd

            """
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

    private final long latencyNanos;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final ByteBuffer received = ByteBuffer.allocateDirect(64 * 1024);
    private final ByteBuffer answer =
            ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER).flip().asReadOnlyBuffer();
    private final Queue<Due> due = new ArrayDeque<>();
    private final Thread thread;
    private final AtomicLong requests = new AtomicLong();

    private record Due(SocketChannel to, long nanoTime) {}

    private StubConnectionsApi(Duration latency) throws IOException {
        latencyNanos = latency.toNanos();
        selector = Selector.open();
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        thread = Thread.ofPlatform().name("stub-" + latency).daemon().start(this::serve);
    }

    static StubConnectionsApi start(Duration latency) {
        try {
            return new StubConnectionsApi(latency);
        } catch (IOException e) {
            throw new UncheckedIOException("the stub can't listen", e);
        }
    }

    int port() {
        return server.socket().getLocalPort();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port() + "/live");
    }

    /** Returns the number of requests so far. */
    long requests() {
        return requests.get();
    }

    private void serve() {
        try {
            while (server.isOpen()) {
                selector.select(this::ready, millisToNext());
                answerDue();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the stub has failed", e);
        }
    }

    private long millisToNext() {
        Due next = due.peek();
        if (next == null) {
            return 0;
        }
        long nanos = next.nanoTime() - System.nanoTime();
        return Math.max(1, Math.ceilDiv(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                read(key);
            }
        } catch (IOException e) {
            // The client has gone, which is its own affair.
            close(key);
        }
    }

    private void accept() throws IOException {
        SocketChannel client = server.accept();
        if (client != null) {
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            client.register(selector, SelectionKey.OP_READ, new RequestReader());
        }
    }

    private void read(SelectionKey key) throws IOException {
        var client = (SocketChannel) key.channel();
        received.clear();
        if (client.read(received) < 0) {
            close(key);
            return;
        }
        int complete = ((RequestReader) key.attachment()).read(received.flip());
        for (int i = 0; i < complete; i++) {
            due.add(new Due(client, System.nanoTime() + latencyNanos));
        }
        requests.addAndGet(complete);
    }

    private void answerDue() {
        long now = System.nanoTime();
        for (Due next = due.peek(); next != null && next.nanoTime() <= now; next = due.peek()) {
            due.remove();
            try {
                next.to().write(answer.rewind());
            } catch (IOException e) {
                close(next.to().keyFor(selector));
            }
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops listening, and lets go of everyone. */
    @Override
    public void close() {
        try {
            server.close();
            selector.wakeup();
            thread.join();
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
