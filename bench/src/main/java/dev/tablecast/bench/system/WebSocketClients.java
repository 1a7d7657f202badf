package dev.tablecast.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Many WebSocket clients that mostly listen, in one thread and with hardly any memory each, because
 * they share the machine with what is measured.
 */
public final class WebSocketClients implements AutoCloseable {
    /** How many are let in at a time. */
    private static final int HANDSHAKES = 32;

    private static final int LONGEST_ANSWER = 4096;
    private static final int FINAL_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_TWO_BYTES = 126;

    private final URI uri;
    private final String namePrefix;
    private final String extraHeader;
    private final Listener listener;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Selector selector;
    private final ByteBuffer received = ByteBuffer.allocateDirect(64 * 1024);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private int wanted;
    private int started;
    private int open;
    private @Nullable Throwable failure;
    private boolean closing;

    /** Is told of every text, by one thread. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param client its number, from 0
         * @param text in UTF-8; valid only until this returns
         */
        void received(int client, ByteBuffer text);

        /** A client's handshake is complete. */
        default void opened(int client) {}
    }

    private static final class Client {
        private final int number;
        private final StringBuilder answer = new StringBuilder();
        private final FrameReader frames = new FrameReader();
        private boolean open;

        Client(int number) {
            this.number = number;
        }
    }

    /**
     * Creates clients that don't speak a sub-protocol.
     *
     * @param namePrefix with its number, a client's name, which it gives as its User-Agent
     */
    public WebSocketClients(URI uri, String namePrefix, Listener listener) {
        this(uri, namePrefix, "", listener);
    }

    /** Creates clients that offer a sub-protocol. */
    public static WebSocketClients speaking(
            String subProtocol, URI uri, String namePrefix, Listener listener) {
        return new WebSocketClients(
                uri, namePrefix, "Sec-WebSocket-Protocol: " + subProtocol + "\n", listener);
    }

    private WebSocketClients(URI uri, String namePrefix, String extraHeader, Listener listener) {
        this.uri = uri;
        this.namePrefix = namePrefix;
        this.extraHeader = extraHeader;
        this.listener = listener;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform().name("clients").daemon().start(this::run);
    }

    String name(int client) {
        return namePrefix + client;
    }

    /** The thread that all of them live in. */
    Thread thread() {
        return thread;
    }

    /**
     * Lets more come, until there are so many, and returns when all are open.
     *
     * @throws IllegalStateException if one is refused or lost, or it takes too long
     */
    public void growTo(int clients, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            wanted = clients;
            selector.wakeup();
            long left = patience.toNanos();
            while (open < wanted && failure == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (failure != null || open < wanted) {
                throw new IllegalStateException(
                        "%,d of %,d clients are connected".formatted(open, wanted), failure);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does nothing, as long as all clients are connected.
     *
     * @throws IllegalStateException if one is refused or lost
     */
    public void requireConnected() {
        lock.lock();
        try {
            if (failure != null) {
                throw new IllegalStateException("a client isn't connected any more", failure);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends a short text; called by a listener, in the thread of all clients. */
    public void send(int client, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = ByteBuffer.allocate(8 + payload.length);
        frame.put((byte) FINAL_TEXT);
        if (payload.length < LENGTH_IN_TWO_BYTES) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | LENGTH_IN_TWO_BYTES)).putShort((short) payload.length);
        }
        // A mask of zeros leaves the payload as it is.
        frame.putInt(0).put(payload).flip();
        try {
            channels.get(client).write(frame);
            if (frame.hasRemaining()) {
                throw new IOException("its buffer is full");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name(client) + " can't send", e);
        }
    }

    private void run() {
        try {
            while (!isClosing()) {
                startMore();
                selector.select(this::ready, TimeUnit.SECONDS.toMillis(1));
            }
        } catch (IOException | RuntimeException e) {
            tell(() -> failure = e);
        }
    }

    private boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    private void startMore() throws IOException {
        lock.lock();
        try {
            while (started < wanted && started - open < HANDSHAKES) {
                var channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channels.add(channel);
                channel.register(selector, SelectionKey.OP_CONNECT, new Client(started++));
                channel.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort()));
            }
        } finally {
            lock.unlock();
        }
    }

    private void ready(SelectionKey key) {
        var client = (Client) key.attachment();
        var channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                channel.write(handshake(client));
                key.interestOps(SelectionKey.OP_READ);
            } else {
                read(client, channel);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name(client.number) + " has lost its connection", e);
        }
    }

    private ByteBuffer handshake(Client client) {
        byte[] key = ByteBuffer.allocate(16).putInt(client.number).array();
        String request =
                """
                GET %s HTTP/1.1
                Host: %s
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Key: %s
                Sec-WebSocket-Version: 13
                User-Agent: %s
                %s
                """
                        .formatted(
                                uri.getPath(),
                                uri.getAuthority(),
                                Base64.getEncoder().encodeToString(key),
                                name(client.number),
                                extraHeader);
        return ByteBuffer.wrap(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void read(Client client, SocketChannel channel) throws IOException {
        received.clear();
        if (channel.read(received) < 0) {
            throw new IOException("the server has closed it");
        }
        received.flip();
        if (!client.open) {
            readAnswer(client);
        }
        if (client.open) {
            client.frames.read(received, text -> listener.received(client.number, text));
            if (client.frames.isClosed()) {
                throw new IOException("the server closes it");
            }
        }
    }

    /** Reads the answer to the handshake; what comes after it is left. */
    private void readAnswer(Client client) throws IOException {
        StringBuilder answer = client.answer;
        while (received.hasRemaining() && answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) received.get());
        }
        if (answer.indexOf("\r\n\r\n") >= 0) {
            if (answer.indexOf("HTTP/1.1 101 ") != 0) {
                throw new IOException("refused: " + answer.substring(0, answer.indexOf("\r")));
            }
            client.open = true;
            answer.setLength(0);
            answer.trimToSize();
            listener.opened(client.number);
            tell(() -> open++);
        } else if (answer.length() > LONGEST_ANSWER) {
            throw new IOException("the answer to a handshake has no end");
        }
    }

    private void tell(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of all connections, without a word. */
    @Override
    public void close() {
        tell(() -> closing = true);
        selector.wakeup();
        try {
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
