package dev.tablecast.local.cloud.console;

import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import dev.tablecast.local.cloud.gateway.connection.ConnectionListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the gateway doesn't keep of its connections: what became of the last post to each, and how
 * the newest of those that have ended did so.
 */
public final class ConnectionLog implements ConnectionListener {
    private static final int MOST_ENDED = 100;

    private final InstantSource clock;
    private final Map<String, Optional<Post>> lastPosts = new ConcurrentHashMap<>();
    private final Map<String, String> positions = new ConcurrentHashMap<>();
    private final Deque<Ended> ended = new ArrayDeque<>();

    public ConnectionLog(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param status as the management API answered; empty where the call was reset instead
     */
    record Post(Instant at, OptionalInt status) {}

    /**
     * @param connection as it last was
     * @param closeCode of the close frame; 1006 where there was none
     */
    record Ended(ConnectionInfo connection, Instant at, int closeCode, Optional<Post> lastPost) {}

    @Override
    public void opened(ConnectionInfo connection) {
        lastPosts.put(connection.connectionId(), Optional.empty());
    }

    @Override
    public void posted(String connectionId, String text) {
        PostedPosition.in(text)
                .ifPresent(
                        position -> {
                            if (lastPosts.containsKey(connectionId)) {
                                positions.put(connectionId, position);
                            }
                        });
    }

    @Override
    public void answered(String connectionId, String method, OptionalInt status) {
        if (method.equals("POST")) {
            lastPosts.computeIfPresent(
                    connectionId, (id, before) -> Optional.of(new Post(clock.instant(), status)));
        }
    }

    @Override
    public void closed(ConnectionInfo connection, int statusCode) {
        Optional<Post> last = lastPosts.remove(connection.connectionId());
        positions.remove(connection.connectionId());
        synchronized (ended) {
            ended.addFirst(
                    new Ended(
                            connection,
                            clock.instant(),
                            statusCode,
                            last == null ? Optional.empty() : last));
            if (ended.size() > MOST_ENDED) {
                ended.removeLast();
            }
        }
    }

    /** What became of the last post to an open connection. */
    Optional<Post> lastPost(String connectionId) {
        return lastPosts.getOrDefault(connectionId, Optional.empty());
    }

    /** Returns how far an open connection has the log, by what was posted to it. */
    Optional<String> position(String connectionId) {
        return Optional.ofNullable(positions.get(connectionId));
    }

    /** The newest first, 100 at most. */
    List<Ended> ended() {
        synchronized (ended) {
            return new ArrayList<>(ended);
        }
    }
}
