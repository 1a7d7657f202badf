package dev.tablecast.functions.post;

/**
 * Thrown when connections that can't be kept up to date can't be closed either: the chunk has
 * failed, and the workflow tries it again.
 */
public final class ConnectionNotClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConnectionNotClosedException(int connections) {
        super(
                connections
                        + " connections are behind after the last attempt and couldn't be closed");
    }
}
