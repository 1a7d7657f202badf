package dev.tablecast.local.cloud.gateway.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * A connection, which is pending, then open, then gone. Each change of state happens once, and the
 * method that makes it says so.
 *
 * <p>Jetty queues messages; this class counts their bytes, so that a client that doesn't read can't
 * fill the memory.
 */
public final class Connection {
    /** The result of sending a message. */
    public enum Sent {
        QUEUED,
        BUFFER_FULL,
        GONE
    }

    /** The approximate overhead of a frame in Jetty's queue. */
    private static final int QUEUED_FRAME_BYTES = 256;

    private enum State {
        PENDING,
        OPEN,
        GONE
    }

    private final String id;
    private final Handshake handshake;
    private final Instant connectedAt;
    private final Inbox inbox;
    private final int sendBufferBytes;
    private final AtomicReference<State> state = new AtomicReference<>(State.PENDING);
    private final AtomicInteger queuedBytes = new AtomicInteger();
    private final ReentrantLock sending = new ReentrantLock();
    private volatile Instant lastActiveAt;
    private volatile @Nullable Session session;
    private volatile @Nullable ObjectNode authorizer;

    Connection(
            String id, Handshake handshake, Instant connectedAt, Inbox inbox, int sendBufferBytes) {
        this.id = id;
        this.handshake = handshake;
        this.connectedAt = connectedAt;
        this.lastActiveAt = connectedAt;
        this.inbox = inbox;
        this.sendBufferBytes = sendBufferBytes;
    }

    public String id() {
        return id;
    }

    public Handshake handshake() {
        return handshake;
    }

    public Instant connectedAt() {
        return connectedAt;
    }

    public Instant lastActiveAt() {
        return lastActiveAt;
    }

    Inbox inbox() {
        return inbox;
    }

    /** Keeps the context that the authorizer returned. */
    public void authorizedAs(ObjectNode context) {
        authorizer = context;
    }

    /** Returns the authorizer's context; empty if the route has no authorizer. */
    public Optional<ObjectNode> authorizer() {
        return Optional.ofNullable(authorizer);
    }

    public boolean isOpen() {
        return state.get() == State.OPEN;
    }

    void active(Instant at) {
        lastActiveAt = at;
    }

    /** Opens a pending connection; returns whether it was pending. */
    boolean open(Session opened, Instant at) {
        session = opened;
        lastActiveAt = at;
        return state.compareAndSet(State.PENDING, State.OPEN);
    }

    /** Ends the connection; returns whether it was open. */
    boolean end() {
        return state.getAndSet(State.GONE) == State.OPEN;
    }

    /** Queues a text message behind those sent before. */
    public Sent send(String text, Instant at) {
        return send(TextFrames.of(text), at);
    }

    /** Queues a message's frames behind those sent before. */
    public Sent send(TextFrames frames, Instant at) {
        Session open = session;
        if (open == null || !isOpen()) {
            return Sent.GONE;
        }
        int bytes = frames.bytes() + frames.payloads().size() * QUEUED_FRAME_BYTES;
        if (!reserve(bytes)) {
            return Sent.BUFFER_FULL;
        }
        lastActiveAt = at;
        Runnable written = () -> queuedBytes.addAndGet(-bytes);
        Callback last = Callback.from(written, failure -> written.run());
        sending.lock();
        try {
            if (frames.payloads().size() == 1) {
                open.sendText(frames.payloads().getFirst(), last);
            } else {
                sendFrames(open, frames.payloads(), last);
            }
        } finally {
            sending.unlock();
        }
        return Sent.QUEUED;
    }

    /** Sends the frames of one message; the lock keeps other messages from between them. */
    private static void sendFrames(Session open, List<String> payloads, Callback last) {
        payloads.subList(0, payloads.size() - 1)
                .forEach(payload -> open.sendPartialText(payload, false, Callback.NOOP));
        open.sendPartialText(payloads.getLast(), true, last);
    }

    /** Sends a close frame behind the queued messages. */
    void close(int statusCode, String reason, Runnable closed) {
        Session open = session;
        if (open == null) {
            closed.run();
        } else {
            sending.lock();
            try {
                open.close(statusCode, reason, Callback.from(closed, failure -> closed.run()));
            } finally {
                sending.unlock();
            }
        }
    }

    /** Drops the TCP connection. */
    void disconnect() {
        Session open = session;
        if (open != null) {
            open.disconnect();
        }
    }

    public ConnectionInfo info() {
        return new ConnectionInfo(
                id,
                connectedAt,
                handshake.sourceIp(),
                handshake.userAgent(),
                lastActiveAt,
                state.get() == State.PENDING
                        ? ConnectionInfo.State.PENDING
                        : ConnectionInfo.State.OPEN);
    }

    /** Reserves room in the queue; an empty queue takes a message of any size. */
    private boolean reserve(int bytes) {
        while (true) {
            int queued = queuedBytes.get();
            if (queued > 0 && queued + bytes > sendBufferBytes) {
                return false;
            }
            if (queuedBytes.compareAndSet(queued, queued + bytes)) {
                return true;
            }
        }
    }
}
