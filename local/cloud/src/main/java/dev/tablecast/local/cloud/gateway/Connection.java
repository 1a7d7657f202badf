package dev.tablecast.local.cloud.gateway;

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
 * One connection: pending, then open, then gone. Whoever moves it on is told so, once.
 *
 * <p>What is sent is queued by Jetty; the bytes of it are counted here, since a client that doesn't
 * read must not fill the memory.
 */
final class Connection {
    enum Sent {
        QUEUED,
        BUFFER_FULL,
        GONE
    }

    /** Roughly what a frame costs in Jetty's queue besides its payload. */
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

    String id() {
        return id;
    }

    Handshake handshake() {
        return handshake;
    }

    Instant connectedAt() {
        return connectedAt;
    }

    Instant lastActiveAt() {
        return lastActiveAt;
    }

    Inbox inbox() {
        return inbox;
    }

    /** Keeps what the authorizer said when the connection was opened. */
    void authorizedAs(ObjectNode context) {
        authorizer = context;
    }

    /** Returns what the authorizer said; empty if nobody was asked. */
    Optional<ObjectNode> authorizer() {
        return Optional.ofNullable(authorizer);
    }

    boolean isOpen() {
        return state.get() == State.OPEN;
    }

    void active(Instant at) {
        lastActiveAt = at;
    }

    boolean open(Session opened, Instant at) {
        session = opened;
        lastActiveAt = at;
        return state.compareAndSet(State.PENDING, State.OPEN);
    }

    /** Whether it was open until now. */
    boolean end() {
        return state.getAndSet(State.GONE) == State.OPEN;
    }

    /** Hands a text over to be written, behind all that was handed over before. */
    Sent send(String text, Instant at) {
        return send(TextFrames.of(text), at);
    }

    Sent send(TextFrames frames, Instant at) {
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

    /** Held together by the lock: no other message may come between the frames of one. */
    private static void sendFrames(Session open, List<String> payloads, Callback last) {
        payloads.subList(0, payloads.size() - 1)
                .forEach(payload -> open.sendPartialText(payload, false, Callback.NOOP));
        open.sendPartialText(payloads.getLast(), true, last);
    }

    /** Sends a close frame behind what is queued. */
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

    ConnectionInfo info() {
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

    /**
     * An empty queue takes any message, so that a small bound doesn't make large ones impossible.
     */
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
