package dev.tablecast.functions.post;

import dev.tablecast.functions.connection.Subscriptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The frames that the connections of unfinished chunks have taken, in the memory of a function's
 * instance.
 *
 * <p>A range is tried again for a whole chunk where the platform took something for some of its
 * connections only. Without this memory each try would begin with the first frame of each
 * connection, and a platform that sheds most calls for long would never take all of them in one
 * invocation. Another instance doesn't know them and begins at the first; clients drop what they
 * have.
 *
 * <p>A connection's frames depend on nothing but its subscriptions and the range, so a frame that
 * was taken is the same in every try.
 */
final class Progress {
    /** An instance serves one range at a time, and comes back to it within a minute. */
    private static final int MOST_RANGES = 8;

    private record Connection(String id, Optional<Subscriptions> subscriptions) {}

    private final Map<Range, Map<Connection, Integer>> ranges =
            new LinkedHashMap<>(MOST_RANGES * 2, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<Range, Map<Connection, Integer>> eldest) {
                    return size() > MOST_RANGES;
                }
            };

    /** Returns how many of a range's frames a connection has taken. */
    int taken(Target target, Range range) {
        return of(range).getOrDefault(connection(target), 0);
    }

    /** Notes how many of a range's frames a connection has taken. */
    void note(Target target, Range range, int frames) {
        of(range).put(connection(target), frames);
    }

    /** Forgets a connection, whose chunk is done: if its range comes again, all of it is posted. */
    void forget(Target target, Range range) {
        of(range).remove(connection(target));
    }

    private Map<Connection, Integer> of(Range range) {
        synchronized (ranges) {
            return ranges.computeIfAbsent(range, ignored -> new ConcurrentHashMap<>());
        }
    }

    private static Connection connection(Target target) {
        return new Connection(target.connectionId(), target.subscriptions());
    }
}
