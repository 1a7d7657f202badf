package dev.tablecast.functions.log;

/** Thrown when a round did not reach every connection: it is tried again. */
public final class BroadcastFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BroadcastFailedException(String message) {
        super(message);
    }
}
