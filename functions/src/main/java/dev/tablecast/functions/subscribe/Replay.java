package dev.tablecast.functions.subscribe;

/**
 * The replay that a request led to.
 *
 * @param asked whether the client had a position
 * @param changes how many it was sent
 * @param reset whether it was told to start over
 */
public record Replay(boolean asked, long changes, boolean reset) {
    /** No replay. */
    static final Replay NONE = new Replay(false, 0, false);
}
