package dev.tablecast.functions.post;

import java.util.List;

/** A round's share for one connection. */
sealed interface Parcel {
    /** Returns whether there is nothing to do. */
    default boolean isNothing() {
        return this instanceof Frames frames && frames.texts().isEmpty();
    }

    /**
     * Text frames, in their order.
     *
     * @param texts none for a connection that lacks nothing
     */
    record Frames(List<String> texts) implements Parcel {
        public Frames {
            texts = List.copyOf(texts);
        }
    }

    /**
     * The end: its row says so, or the feed starts over, and no message can say that to this
     * client.
     */
    record End() implements Parcel {}

    /** The end: nobody can say what it must not get, because a view that its row names is gone. */
    record Unreadable() implements Parcel {}

    /** A question: nothing is ever posted to it, so API Gateway is asked whether it is gone. */
    record Probe() implements Parcel {}
}
