package dev.tablecast.functions.post;

/** The outcome of a round for one connection. */
sealed interface PostOutcome {
    Target target();

    /**
     * The connection has all its messages.
     *
     * @param posts number of frames sent
     */
    record Delivered(Target target, int posts) implements PostOutcome {}

    /** The connection has ended, or is none of this API: its row can be deleted. */
    record Gone(Target target) implements PostOutcome {}

    /**
     * The row is so new that the connection may not be open yet, and it didn't open during the
     * tries. The row stays: the client takes its snapshot after the connection opens.
     */
    record NotOpenYet(Target target) implements PostOutcome {}

    /** The platform accepted nothing for the connection in time: the range must be retried. */
    record Busy(Target target) implements PostOutcome {}

    /**
     * The token has expired, or the connection is older than any can be; it was closed, and its row
     * can be deleted.
     */
    record Expired(Target target) implements PostOutcome {}

    /**
     * The client doesn't read, its {@code reset} can't be delivered, or its row is invalid. The
     * connection was closed so that the client notices, and its row can be deleted.
     */
    record Closed(Target target) implements PostOutcome {}

    /**
     * The API refused a post. The connection was closed so that the client notices, and its row can
     * be deleted.
     */
    record Refused(Target target) implements PostOutcome {}

    /**
     * The connection must be closed, and closing failed.
     *
     * @param refused whether the API refused a call, which no later try of this execution changes
     * @param marked whether its row says that it must end, so that every later round tries again
     */
    record NotClosed(Target target, boolean refused, boolean marked) implements PostOutcome {}
}
