package dev.tablecast.local.cloud.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Watches a table until it is closed or refused. Everything happens on one thread. */
final class TableWatcher implements AutoCloseable {
    /** The service's reaction to messages. */
    interface Listener {
        /** A change, once and in the order of the log. */
        void change(JsonNode change);

        /** Changes may have been missed: read again what you keep. */
        void resync();

        /** The server refuses us for good, with this HTTP status. */
        void refused(int status);
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private final HttpClient http = HttpClient.newBuilder().executor(thread).build();
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final URI uri;
    private final Supplier<String> token;
    private final Duration pingInterval;
    private final Listener listener;
    private Runnable hangUp = () -> {};
    private int attempts;
    private String position = ""; // EPOCH.NUMBER.VIEW
    private String epoch = "";
    private long number;
    private volatile boolean closed;

    /**
     * @param token asked for a new one for each connection
     * @param pingInterval less than API Gateway's 10 idle minutes; a dead connection takes up to
     *     two
     */
    TableWatcher(URI uri, Supplier<String> token, Duration pingInterval, Listener listener) {
        this.uri = uri;
        this.token = token;
        this.pingInterval = pingInterval;
        this.listener = listener;
        thread.execute(this::connect);
    }

    private void connect() {
        if (closed) {
            thread.shutdownNow();
            return;
        }
        CompletableFuture.supplyAsync(token, thread)
                .thenCompose(
                        jwt ->
                                http.newWebSocketBuilder()
                                        .connectTimeout(Duration.ofSeconds(30))
                                        .header("Authorization", "Bearer " + jwt)
                                        .subprotocols("tablecast")
                                        .buildAsync(uri, new Connection()))
                .whenCompleteAsync(
                        (socket, failure) -> {
                            if (failure != null) {
                                failed(failure.getCause());
                            }
                        },
                        thread);
    }

    private void failed(Throwable cause) {
        int status =
                cause instanceof WebSocketHandshakeException refusal
                        ? refusal.getResponse().statusCode()
                        : 0;
        if (status == 401 || status == 403) {
            listener.refused(status);
            closed = true;
        }
        reconnect();
    }

    /** Waits at random, so that clients that were disconnected together don't return together. */
    private void reconnect() {
        long limit = Math.min(30_000, 1_000L << Math.min(attempts++, 5));
        long delay = closed ? 0 : random.nextLong(limit);
        thread.schedule(this::connect, delay, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            thread.execute(() -> hangUp.run());
        }
    }

    private void moveTo(String newPosition) {
        String[] parts = newPosition.split("\\.");
        position = newPosition;
        epoch = parts[0];
        number = Long.parseLong(parts[1]);
    }

    private final class Connection implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private int rev;
        private boolean live;
        private boolean answered = true;
        private boolean ended;

        @Override
        public void onOpen(WebSocket socket) {
            hangUp = () -> abandon(socket);
            if (closed) {
                hangUp.run();
                return;
            }
            subscribe(socket);
            pingLater(socket);
            socket.request(1);
        }

        private void subscribe(WebSocket socket) {
            live = false;
            String after = position.isEmpty() ? "" : ",\"after\":\"" + position + "\"";
            String request = "{\"action\":\"subscribe\",\"sub\":\"w\",\"rev\":%d%s}";
            socket.sendText(request.formatted(++rev, after), true);
        }

        private void received(WebSocket socket, JsonNode message) {
            String type = message.path("type").asText();
            if (type.equals("changes")) {
                changes(socket, message);
            } else if (message.path("rev").asInt() == rev) {
                switch (type) {
                    case "more" -> subscribe(socket);
                    case "live" -> {
                        live = true;
                        moveTo(message.path("position").asText());
                    }
                    case "reset" -> {
                        listener.resync();
                        moveTo(message.path("position").asText());
                    }
                    default -> {}
                }
            }
        }

        /** Leaves out what is broadcast before we are live: the next message shows the gap. */
        private void changes(WebSocket socket, JsonNode message) {
            boolean expected = live || message.path("replay").asBoolean();
            if (!expected || message.path("epoch").asText().compareTo(epoch) < 0) {
                return;
            }
            if (!message.path("epoch").asText().equals(epoch)
                    || message.path("from").asLong() > number + 1) {
                subscribe(socket);
            } else if (message.path("to").asLong() > number) {
                for (JsonNode change : message.path("changes")) {
                    if (change.path("seq").asLong() > number) {
                        listener.change(change);
                    }
                }
                String view = position.substring(position.lastIndexOf('.'));
                moveTo(epoch + "." + message.path("to").asLong() + view);
            }
        }

        private void pingLater(WebSocket socket) {
            thread.schedule(() -> ping(socket), pingInterval.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void ping(WebSocket socket) {
            if (answered) {
                attempts = 0;
                answered = false;
                socket.sendText("{\"action\":\"ping\"}", true);
                pingLater(socket);
            } else {
                abandon(socket);
            }
        }

        private void abandon(WebSocket socket) {
            socket.abort();
            end();
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            answered = true;
            text.append(data);
            if (last) {
                try {
                    received(socket, JSON.readTree(text.toString()));
                } catch (JsonProcessingException e) {
                    abandon(socket);
                }
                text.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            end();
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            end();
        }

        private void end() {
            if (!ended) {
                ended = true;
                reconnect();
            }
        }
    }
}
