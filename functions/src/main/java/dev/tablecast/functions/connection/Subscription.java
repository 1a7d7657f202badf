package dev.tablecast.functions.connection;

/**
 * A subscription of a connection.
 *
 * @param sub its name, which the client chose
 * @param rev the number of its last change: a later one replaces it
 * @param view the id of what it sees; empty once it has ended
 */
public record Subscription(String sub, long rev, String view) {
    /** Returns the subscription as one that has ended, so that no earlier change revives it. */
    static Subscription ended(String sub, long rev) {
        return new Subscription(sub, rev, "");
    }

    public boolean isActive() {
        return !view.isEmpty();
    }
}
