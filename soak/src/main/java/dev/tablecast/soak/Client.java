package dev.tablecast.soak;

import dev.tablecast.soak.view.Interest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A client that comes, stalls, goes, is cut and comes back, one connection at a time. */
final class Client {
    /** How often it tries to come back in the end, when nothing goes wrong any more. */
    private static final int LAST_TRIES = 20;

    /** The gateway's own patience with a function, and a little. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(40);

    private final String name;
    private final HttpClient http;
    private final URI uri;
    private final Habits habits;
    private final TokenIssuer issuer;
    private final Audience audience;
    private final Interest interest;
    private final Timeline timeline;
    private final Tally tally;
    private final AtomicInteger attempts = new AtomicInteger();
    private final List<ClientConnection> connections = new ArrayList<>();

    Client(
            String name,
            HttpClient http,
            URI uri,
            Habits habits,
            TokenIssuer issuer,
            Audience audience,
            Interest interest,
            Timeline timeline,
            Tally tally) {
        this.name = name;
        this.http = http;
        this.uri = uri;
        this.habits = habits;
        this.issuer = issuer;
        this.audience = audience;
        this.interest = interest;
        this.timeline = timeline;
        this.tally = tally;
    }

    /** All connections that were ever open, the youngest last. */
    synchronized List<ClientConnection> connections() {
        return List.copyOf(connections);
    }

    /** What came to it, from each start on. */
    List<Sequence> sequences() {
        return audience.sequences(connections().stream().map(ClientConnection::reception).toList());
    }

    /** Comes and goes until the phase ends. It reads then, if it is connected. */
    void comeAndGo(LoadPhase phase) throws InterruptedException {
        boolean over = phase.endsWithin(habits.arrival());
        while (!over) {
            over =
                    connect(habits.token())
                            ? visit(phase)
                            : phase.endsWithin(habits.beforeNextTry());
        }
    }

    /**
     * Comes back if it isn't connected, with a token that won't end.
     *
     * @throws IllegalStateException if it is refused again and again
     */
    void stayConnected(LoadPhase quiet) throws InterruptedException {
        for (int i = 0; i < LAST_TRIES; i++) {
            if (isConnected() || connect(Habits.LONG_TOKEN)) {
                return;
            }
            quiet.endsWithin(habits.beforeNextTry());
        }
        throw new IllegalStateException(
                "%s was refused %d times though nothing is made to go wrong any more"
                        .formatted(name, LAST_TRIES));
    }

    /** Returns whether the phase has ended. */
    private boolean visit(LoadPhase phase) throws InterruptedException {
        ClientConnection connection = youngest();
        boolean over = phase.endsWithin(habits.stay());
        while (!over && connection.isOpen()) {
            Habits.Action action = habits.next();
            switch (action) {
                case STAY -> {}
                case STALL -> {
                    tally.count("times that a client stalled");
                    connection.stall();
                    over = phase.endsWithin(habits.stall());
                    connection.resume();
                }
                case LEAVE -> connection.leave();
                case CUT -> connection.cut();
                case SLEEP -> {
                    connection.cut();
                    over = phase.endsWithin(habits.sleep());
                }
            }
            over = over || phase.endsWithin(connection.isOpen() ? habits.stay() : habits.away());
        }
        return over;
    }

    /** What came to a client that sees a part, from each start on. */
    List<Viewed.Part> parts() {
        return sequences().stream().map(sequence -> new Viewed.Part(interest, sequence)).toList();
    }

    private boolean isConnected() {
        return !connections().isEmpty() && youngest().isOpen();
    }

    private synchronized ClientConnection youngest() {
        return connections.getLast();
    }

    private boolean connect(Duration tokenLife) {
        String connectionName = name + "." + attempts.incrementAndGet();
        int tokenEndsMs = timeline.nowMs() + Math.toIntExact(tokenLife.toMillis());
        String token = issuer.token(name, interest.claims(), tokenLife);
        if (!connections().isEmpty()) {
            youngest().replaced();
        }
        var connection = new ClientConnection(connectionName, audience, timeline, tokenEndsMs);
        WebSocket.Builder handshake =
                http.newWebSocketBuilder()
                        .connectTimeout(HANDSHAKE)
                        .header("User-Agent", connectionName)
                        .header("Authorization", "Bearer " + token);
        if (audience instanceof Follower) {
            handshake.subprotocols(Follower.SUB_PROTOCOL);
        }
        try {
            handshake.buildAsync(uri, connection).join();
        } catch (CompletionException e) {
            tally.count("connections refused, " + reason(e.getCause()));
            return false;
        }
        tally.count("connections opened");
        synchronized (this) {
            connections.add(connection);
        }
        return true;
    }

    private static String reason(Throwable failure) {
        return failure instanceof WebSocketHandshakeException handshake
                ? "status " + handshake.getResponse().statusCode()
                : failure.getClass().getSimpleName() + failure;
    }
}
