package dev.tablecast.functions.stream;

/** Thrown for a stream record that isn't one; the message says which field, and never its value. */
final class InvalidRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidRecordException(String message) {
        super(message);
    }
}
