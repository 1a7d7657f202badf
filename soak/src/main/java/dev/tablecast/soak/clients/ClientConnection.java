package dev.tablecast.soak.clients;

import dev.tablecast.soak.history.Receipts;
import dev.tablecast.soak.history.Reception;
import dev.tablecast.soak.phase.Timeline;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of a client, with the changes that it received. A stalled client doesn't read, so
 * messages to it fill the buffers on the way.
 */
public final class ClientConnection implements WebSocket.Listener {
    /** The state of a connection; the last four are final. */
    public enum State {
        CONNECTING,
        OPEN,
        /** Closed by its client, with a close frame. */
        LEFT,
        /** Dropped by its client, without a close frame. */
        CUT,
        /** Closed by the system, after the end of its token. */
        EXPIRED,
        /** Closed by the system, with a close frame or by a broken connection. */
        CLOSED;

        public String described() {
            return switch (this) {
                case CONNECTING -> "connections not yet open";
                case OPEN -> "connections open in the end";
                case LEFT -> "connections closed by their client";
                case CUT -> "connections cut by their client";
                case EXPIRED -> "connections closed at the end of their token";
                case CLOSED -> "connections closed by the system";
            };
        }
    }

    /** The rounding of a token's end, which is a whole second. */
    private static final int ROUNDING_MS = 1_000;

    private final String name;
    private final Audience audience;
    private final Timeline timeline;
    private final Receipts receipts;
    private final int firstReceipt;
    private final StringBuilder partial = new StringBuilder();
    private final AtomicReference<State> state = new AtomicReference<>(State.CONNECTING);
    private final AtomicReference<@Nullable WebSocket> socket = new AtomicReference<>();
    private final int askedMs;
    private final int tokenEndsMs;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private volatile int openedMs;
    private volatile int endedAtReceipt = -1;
    private volatile boolean everStalled;
    private boolean stalled;
    private boolean demandHeldBack;

    /**
     * @param tokenEndsMs the end of the connection's token
     */
    ClientConnection(String name, Audience audience, Timeline timeline, int tokenEndsMs) {
        this.name = name;
        this.audience = audience;
        this.timeline = timeline;
        this.receipts = audience.receipts();
        this.firstReceipt = receipts.size();
        this.askedMs = timeline.nowMs();
        this.tokenEndsMs = tokenEndsMs;
    }

    public State state() {
        return state.get();
    }

    boolean isOpen() {
        return state.get() == State.OPEN;
    }

    public Reception reception() {
        int end = endedAtReceipt < 0 ? receipts.size() : endedAtReceipt;
        return new Reception(
                name,
                askedMs,
                openedMs,
                isOpen(),
                everStalled,
                tokenEndsMs,
                new Receipts.Part(receipts, firstReceipt, end));
    }

    Receipts receipts() {
        return receipts;
    }

    /** Ends this connection's receipts, because the client opens another connection. */
    void replaced() {
        if (endedAtReceipt < 0) {
            endedAtReceipt = receipts.size();
        }
    }

    /** Sends text, after all earlier texts. */
    synchronized void send(String text) {
        WebSocket open = socket.get();
        if (open != null) {
            sent = sent.handle((ok, failed) -> null).thenCompose(ok -> open.sendText(text, true));
        }
    }

    /** Sends a close frame, as a browser does for a page that is left. */
    void leave() {
        if (state.compareAndSet(State.OPEN, State.LEFT)) {
            WebSocket open = socket.get();
            if (open != null) {
                open.sendClose(WebSocket.NORMAL_CLOSURE, "");
            }
        }
    }

    /** Drops the TCP connection without a close frame, as a sleeping laptop does. */
    void cut() {
        if (state.compareAndSet(State.OPEN, State.CUT)) {
            WebSocket open = socket.getAndSet(null);
            if (open != null) {
                open.abort();
            }
        }
    }

    synchronized void stall() {
        stalled = true;
        everStalled = true;
    }

    synchronized void resume() {
        stalled = false;
        WebSocket open = socket.get();
        if (demandHeldBack && open != null) {
            demandHeldBack = false;
            open.request(1);
        }
    }

    private synchronized void demand(WebSocket open) {
        if (stalled) {
            demandHeldBack = true;
        } else {
            open.request(1);
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        openedMs = timeline.nowMs();
        socket.set(opened);
        state.set(State.OPEN);
        audience.opened(this);
        demand(opened);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket open, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            audience.received(this, partial.toString());
            partial.setLength(0);
        }
        demand(open);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket closed, int statusCode, String reason) {
        ended();
        return null;
    }

    @Override
    public void onError(WebSocket failed, Throwable error) {
        ended();
    }

    private void ended() {
        boolean expired = timeline.nowMs() >= tokenEndsMs - ROUNDING_MS;
        state.compareAndSet(State.OPEN, expired ? State.EXPIRED : State.CLOSED);
        socket.set(null);
    }
}
