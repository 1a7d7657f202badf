package dev.tablecast.local.console;

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
 * The history of connections: the result of the last post to each open one, and how the last 100
 * ended.
 *
 * <p>The methods that record an event never block. They may be called from any thread.
 */
public final class ConnectionLog {
    private static final int MOST_ENDED = 100;

    private final InstantSource clock;
    private final Map<String, Optional<Post>> lastPosts = new ConcurrentHashMap<>();
    private final Map<String, String> positions = new ConcurrentHashMap<>();
    private final Deque<Ended> ended = new ArrayDeque<>();

    public ConnectionLog(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A post to a connection.
     *
     * @param status of the management API's answer; empty if the call was reset instead
     */
    record Post(Instant at, OptionalInt status) {}

    /**
     * A connection that has ended.
     *
     * @param connection its last state
     * @param closeCode of the close frame; 1006 if there was none
     */
    record Ended(OpenConnection connection, Instant at, int closeCode, Optional<Post> lastPost) {}

    /** Records that a connection was opened. */
    public void opened(String connectionId) {
        lastPosts.put(connectionId, Optional.empty());
    }

    /** Records the text of a message that was posted to a connection. */
    public void posted(String connectionId, String text) {
        PostedPosition.in(text)
                .ifPresent(
                        position -> {
                            if (lastPosts.containsKey(connectionId)) {
                                positions.put(connectionId, position);
                            }
                        });
    }

    /**
     * Records the result of a post to a connection; ignored if there is no such connection.
     *
     * @param status of the answer; empty if the call was reset instead
     */
    public void answered(String connectionId, OptionalInt status) {
        lastPosts.computeIfPresent(
                connectionId, (id, before) -> Optional.of(new Post(clock.instant(), status)));
    }

    /**
     * Records the end of a connection.
     *
     * @param connection its last state
     * @param closeCode of the close frame; 1006 if there was none
     */
    public void closed(OpenConnection connection, int closeCode) {
        Optional<Post> last = lastPosts.remove(connection.id());
        positions.remove(connection.id());
        synchronized (ended) {
            ended.addFirst(
                    new Ended(
                            connection,
                            clock.instant(),
                            closeCode,
                            last == null ? Optional.empty() : last));
            if (ended.size() > MOST_ENDED) {
                ended.removeLast();
            }
        }
    }

    /** Returns the last post to an open connection; empty if there was none. */
    Optional<Post> lastPost(String connectionId) {
        return lastPosts.getOrDefault(connectionId, Optional.empty());
    }

    /** Returns the position that the messages posted to an open connection lead to. */
    Optional<String> position(String connectionId) {
        return Optional.ofNullable(positions.get(connectionId));
    }

    /** Returns the last 100 connections that have ended, the newest first. */
    List<Ended> ended() {
        synchronized (ended) {
            return new ArrayList<>(ended);
        }
    }
}
