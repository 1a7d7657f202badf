package dev.tablecast.functions.subscribe;

import java.util.OptionalInt;

/**
 * The replay that a request led to.
 *
 * @param asked whether the client had a position
 * @param changes how many it was sent
 * @param reset whether the client must start over
 * @param items the number of items of the snapshot; empty if none was sent
 */
public record Replay(boolean asked, long changes, boolean reset, OptionalInt items) {
    /** No replay. */
    static final Replay NONE = new Replay(false, 0, false, OptionalInt.empty());

    /** Returns the replay of a client that had a position. */
    static Replay of(long changes, boolean reset) {
        return new Replay(true, changes, reset, OptionalInt.empty());
    }

    Replay withItems(OptionalInt number) {
        return new Replay(asked, changes, reset, number);
    }
}
