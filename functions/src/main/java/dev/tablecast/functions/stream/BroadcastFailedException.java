package dev.tablecast.functions.stream;

/** Thrown when a batch fails at its very first record, so that Lambda splits and retries it. */
public final class BroadcastFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BroadcastFailedException(String message) {
        super(message);
    }
}
