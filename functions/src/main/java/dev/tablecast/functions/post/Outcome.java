package dev.tablecast.functions.post;

/** What became of the messages for one connection. */
sealed interface Outcome {
    Target target();

    /**
     * It has all the messages.
     *
     * @param posts how many of them this invocation posted: 0 if there were none
     */
    record Delivered(Target target, int posts) implements Outcome {}

    /** It has ended, or is no connection of this API: its row can go. */
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

    /** The API refused a post to it. It was closed, so that its client knows: its row can go. */
    record Refused(Target target) implements Outcome {}

    /**
     * It must be closed, and couldn't be: its client may not know that it lacks messages, so its
     * row must stay and keep newer messages from it.
     *
     * @param refused whether the API refused a call, which no later try of this execution changes
     * @param marked whether its row as it is keeps them from it: it is behind, or has expired
     */
    record NotClosed(Target target, boolean refused, boolean marked) implements Outcome {}
}
