package dev.tablecast.soak;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of a client, and what it received. A client that stalls no longer reads: what is
 * sent to it fills the buffers on the way.
 */
final class ClientConnection implements WebSocket.Listener {
    /** How far it has come; the last four are ends. */
    enum State {
        CONNECTING,
        OPEN,
        /** By its client, with a close frame. */
        LEFT,
        /** By its client, without a word. */
        CUT,
        /** By the other side, when its token had ended. */
        EXPIRED,
        /** By the other side, as its client was told by a close frame or a broken connection. */
        CLOSED;

        String described() {
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

    /** A token's end is a whole second. */
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
     * @param tokenEndsMs when the token has ended with which it is opened
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

    State state() {
        return state.get();
    }

    boolean isOpen() {
        return state.get() == State.OPEN;
    }

    Reception reception() {
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

    /** The client opens another one: what is received from now on isn't this one's. */
    void replaced() {
        if (endedAtReceipt < 0) {
            endedAtReceipt = receipts.size();
        }
    }

    /** Sends a text after those before it. */
    synchronized void send(String text) {
        WebSocket open = socket.get();
        if (open != null) {
            sent = sent.handle((ok, failed) -> null).thenCompose(ok -> open.sendText(text, true));
        }
    }

    /** Says goodbye, as a page that is left does. */
    void leave() {
        if (state.compareAndSet(State.OPEN, State.LEFT)) {
            WebSocket open = socket.get();
            if (open != null) {
                open.sendClose(WebSocket.NORMAL_CLOSURE, "");
            }
        }
    }

    /** Drops the TCP connection without a word, as a laptop that is shut does. */
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
