package dev.tablecast.functions.discarded;

/** Thrown when the workflow that should close connections failed: the queue delivers again. */
public final class ConnectionsNotClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConnectionsNotClosedException(String execution, String error) {
        super("execution " + execution + " ended with " + error);
    }
}
