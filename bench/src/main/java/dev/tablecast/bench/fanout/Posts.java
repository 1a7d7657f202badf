package dev.tablecast.bench.fanout;

import java.net.URI;
import java.util.List;

/** A way to post one message to many connections. */
interface Posts extends AutoCloseable {
    /**
     * Returns when all have it.
     *
     * @throws IllegalStateException if one hasn't
     */
    void post(List<String> connectionIds, String message);

    @Override
    default void close() {}

    /** Makes what posts to a stage. */
    @FunctionalInterface
    interface To {
        Posts at(URI stage);
    }
}
