package dev.tablecast.functions.post;

/** Thrown where a post is given up because its function ends. */
final class PostingInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PostingInterruptedException(InterruptedException cause) {
        super("interrupted between two tries to post", cause);
    }
}
