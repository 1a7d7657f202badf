package dev.tablecast.soak.clients;

import dev.tablecast.soak.history.Sequence;
import dev.tablecast.soak.history.Viewed;
import dev.tablecast.soak.measure.Tally;
import dev.tablecast.soak.phase.LoadPhase;
import dev.tablecast.soak.phase.Timeline;
import dev.tablecast.soak.system.TokenIssuer;
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

/** A client that connects, stalls, disconnects and reconnects, one connection at a time. */
public final class Client {
    /** The number of attempts to reconnect in the quiet phase. */
    private static final int LAST_TRIES = 20;

    /** The timeout of a handshake: longer than the gateway's timeout for a function. */
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

    public Client(
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

    /** Returns all connections that have been open, the newest last. */
    public synchronized List<ClientConnection> connections() {
        return List.copyOf(connections);
    }

    /** Returns the received changes, one sequence for each start. */
    public List<Sequence> sequences() {
        return audience.sequences(connections().stream().map(ClientConnection::reception).toList());
    }

    /** Connects and disconnects until the phase ends. A connected client reads at its end. */
    public void comeAndGo(LoadPhase phase) throws InterruptedException {
        boolean over = phase.endsWithin(habits.arrival());
        while (!over) {
            over =
                    connect(habits.token())
                            ? visit(phase)
                            : phase.endsWithin(habits.beforeNextTry());
        }
    }

    /**
     * Reconnects, if it isn't connected, with a token that outlasts the soak.
     *
     * @throws IllegalStateException if every attempt is refused
     */
    public void stayConnected(LoadPhase quiet) throws InterruptedException {
        for (int i = 0; i < LAST_TRIES; i++) {
            if (isConnected() || connect(Habits.LONG_TOKEN)) {
                return;
            }
            quiet.endsWithin(habits.beforeNextTry());
        }
        throw new IllegalStateException(
                "%s was refused %d times in the quiet phase, which has no faults"
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

    /** Returns the changes received with this client's interest, one part for each start. */
    public List<Viewed.Part> parts() {
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
