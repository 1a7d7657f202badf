package dev.tablecast.testing.watching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client that records its messages. */
public final class WatchingClient implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<WebSocket> socket;
    private boolean stalled;
    private boolean waiting;

    private WatchingClient(WebSocket.Builder builder, URI uri) {
        socket = builder.buildAsync(uri, this);
    }

    /**
     * @throws java.util.concurrent.CompletionException if the handshake is refused
     */
    public static WatchingClient connect(URI uri) {
        return connect(HTTP.newWebSocketBuilder(), uri);
    }

    public static WatchingClient connect(WebSocket.Builder builder, URI uri) {
        var client = new WatchingClient(builder, uri);
        client.socket.join();
        return client;
    }

    public static WebSocket.Builder builder() {
        return HTTP.newWebSocketBuilder();
    }

    /** Returns the text frames so far. */
    public List<String> texts() {
        return texts;
    }

    /** Returns the changes of all messages so far. */
    public List<JsonNode> changes() {
        return texts.stream()
                .map(WatchingClient::json)
                .filter(message -> message.path("type").asText().equals("changes"))
                .flatMap(message -> message.get("changes").valueStream())
                .toList();
    }

    /** Returns a value of every change so far as a string. */
    public List<String> values(String pointer) {
        return changes().stream().map(change -> change.at(pointer).asText()).toList();
    }

    public String subProtocol() {
        return socket.join().getSubprotocol();
    }

    public void send(String text) {
        socket.join().sendText(text, true).join();
    }

    /**
     * Subscribes as {@code a} to everything.
     *
     * @param after the position from which on; from now on if it is empty
     */
    public void subscribe(int rev, String after) {
        send(
                "{\"action\":\"subscribe\",\"sub\":\"a\",\"rev\":%d%s}"
                        .formatted(rev, after.isEmpty() ? "" : ",\"after\":\"" + after + "\""));
    }

    public void unsubscribe(int rev) {
        send("{\"action\":\"unsubscribe\",\"sub\":\"a\",\"rev\":%d}".formatted(rev));
    }

    /** Returns the close code, which completes when the server has closed. */
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    /** Closes the connection with a close frame, like a page that the user leaves. */
    public void close() {
        if (!closed.isDone() && !socket.join().isOutputClosed()) {
            socket.join().sendClose(WebSocket.NORMAL_CLOSURE, "");
        }
    }

    /**
     * Stops reading, as a page in the background or a client on a bad line does: no more than one
     * frame is taken, and what the gateway sends fills the buffers between the two.
     */
    public synchronized void stall() {
        stalled = true;
    }

    /** Continues reading. */
    public synchronized void resume() {
        stalled = false;
        if (waiting) {
            waiting = false;
            socket.join().request(1);
        }
    }

    /** Drops the TCP connection without a close frame, like a laptop that goes to sleep. */
    public void cut() {
        socket.join().abort();
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            texts.add(partial.toString());
            partial.setLength(0);
        }
        requestNext(webSocket);
        return CompletableFuture.completedStage(null);
    }

    private synchronized void requestNext(WebSocket webSocket) {
        if (stalled) {
            waiting = true;
        } else {
            webSocket.request(1);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }
}
