package dev.tablecast.local.console;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** WebSocket clients that count their messages. One that ends is replaced. */
final class GeneratedClients {
    static final String USER_AGENT = "tablecast-generator";

    private static final int MOST_AT_ONCE = 20;

    /** Ticks without an attempt after a refusal: one second. */
    private static final int PAUSE_TICKS = 20;

    /** Mean ticks until a client vanishes, if there are faults: twice in three seconds. */
    private static final int TICKS_PER_VANISHING = 30;

    private final Supplier<URI> url;
    private final RandomGenerator random;
    private final Map<WebSocket, Client> open = new ConcurrentHashMap<>();
    private final AtomicInteger opening = new AtomicInteger();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile int wanted;
    private volatile boolean vanishing;
    private volatile String problem = "";
    private volatile int pause;
    private volatile @Nullable HttpClient http;

    GeneratedClients(Supplier<URI> url, RandomGenerator random) {
        this.url = url;
        this.random = random;
    }

    void reset() {
        received.set(0);
        lost.set(0);
        problem = "";
    }

    void aim(int clients, boolean vanish) {
        wanted = clients;
        vanishing = vanish;
        pause = 0;
    }

    int connected() {
        return open.size();
    }

    long received() {
        return received.get();
    }

    long lost() {
        return lost.get();
    }

    String problem() {
        return problem;
    }

    void tick() {
        if (vanishing && random.nextInt(TICKS_PER_VANISHING) == 0) {
            open.keySet().stream().findAny().ifPresent(this::vanish);
        }
        int missing = wanted - open.size() - opening.get();
        if (missing < 0) {
            open.keySet().stream().limit(-missing).forEach(this::leave);
        } else if (pause > 0) {
            pause--;
        } else {
            for (int i = 0; i < Math.min(missing, MOST_AT_ONCE - opening.get()); i++) {
                connect();
            }
        }
    }

    private void connect() {
        HttpClient client = http == null ? HttpClient.newHttpClient() : http;
        http = client;
        opening.incrementAndGet();
        client.newWebSocketBuilder()
                .header("User-Agent", USER_AGENT)
                .buildAsync(url.get(), new Client())
                .whenComplete(
                        (socket, failure) -> {
                            if (failure != null) {
                                problem = "a client can't connect: " + failure.getMessage();
                                pause = PAUSE_TICKS;
                            } else {
                                problem = "";
                            }
                            opening.decrementAndGet();
                        });
    }

    /** Closes a client as a browser does when the user leaves the page. */
    private void leave(WebSocket socket) {
        if (open.remove(socket) != null) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
        }
    }

    /** Drops a client without a close frame, as when a laptop is shut. */
    private void vanish(WebSocket socket) {
        if (open.remove(socket) != null) {
            lost.incrementAndGet();
            socket.abort();
        }
    }

    void close() {
        wanted = 0;
        open.keySet().forEach(this::leave);
        if (http != null) {
            http.shutdownNow();
        }
    }

    private final class Client implements WebSocket.Listener {
        @Override
        public void onOpen(WebSocket socket) {
            open.put(socket, this);
            socket.request(Long.MAX_VALUE);
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            if (last) {
                received.incrementAndGet();
            }
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            ended(socket);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended(socket);
        }

        private void ended(WebSocket socket) {
            if (open.remove(socket) != null) {
                lost.incrementAndGet();
            }
        }
    }
}
