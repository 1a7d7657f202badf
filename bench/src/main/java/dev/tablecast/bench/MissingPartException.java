package dev.tablecast.bench;

/** Thrown where a benchmark lacks what it measures; the message says how to get it. */
public final class MissingPartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingPartException(String message) {
        super(message);
    }
}
