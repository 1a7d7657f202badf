package dev.tablecast.functions.post;

import java.util.List;

/** A round's share for one connection. */
sealed interface Parcel {
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

    /** The end: the feed starts over, and no message can say that to this client. */
    record End() implements Parcel {}
}
