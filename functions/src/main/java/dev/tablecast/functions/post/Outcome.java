package dev.tablecast.functions.post;

/** The end that a round came to for one connection. */
sealed interface Outcome {
    Target target();

    /**
     * It has all that is for it.
     *
     * @param posts how many frames that was
     */
    record Delivered(Target target, int posts) implements Outcome {}

    /** It has ended, or is no connection of this API: its row can go. */
    record Gone(Target target) implements Outcome {}

    /**
     * Its row is so young that the connection may not be open yet, and it didn't open while it was
     * tried. It is left alone: its client takes its snapshot after it opens.
     */
    record NotOpenYet(Target target) implements Outcome {}

    /** The platform took nothing for it in the time there was: the range must be tried again. */
    record Busy(Target target) implements Outcome {}

    /**
     * Its token has ended, or it is older than a connection can be; it was closed: its row can go.
     */
    record Expired(Target target) implements Outcome {}

    /**
     * It takes nothing, must start over and can't be told so, or its row can't be read; it was
     * closed, so that its client knows: its row can go.
     */
    record Closed(Target target) implements Outcome {}

    /** The API refused a post to it. It was closed, so that its client knows: its row can go. */
    record Refused(Target target) implements Outcome {}

    /**
     * It must be closed, and couldn't be.
     *
     * @param refused whether the API refused a call, which no later try of this execution changes
     * @param marked whether its row says that it must end, so that every later round tries again
     */
    record NotClosed(Target target, boolean refused, boolean marked) implements Outcome {}
}
