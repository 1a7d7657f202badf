package dev.tablecast.functions.post;

/** What became of the messages for one connection. */
sealed interface Outcome {
    Target target();

    /** It has all the messages. */
    record Delivered(Target target) implements Outcome {}

    /** It has ended: its row can go. */
    record Gone(Target target) implements Outcome {}

    /**
     * Its row is so young that the connection may not be open yet, and it didn't open while it was
     * tried. It is left alone: its client takes its snapshot after it opens.
     */
    record NotOpenYet(Target target) implements Outcome {}

    /** It has the messages before {@link Target#from}; the others must be tried again. */
    record Busy(Target target) implements Outcome {}

    /**
     * Its token has ended, or it is older than a connection can be; it was closed: its row can go.
     */
    record Expired(Target target) implements Outcome {}

    /**
     * It is behind or couldn't be kept up to date, and was closed, so that its client knows: its
     * row can go.
     */
    record Closed(Target target) implements Outcome {}

    /**
     * The API doesn't let us post to it, and never will: it was closed, so that its client knows.
     *
     * @param closed whether it was; if the API doesn't let us do that either, its row stays
     */
    record Refused(Target target, boolean closed) implements Outcome {}
}
