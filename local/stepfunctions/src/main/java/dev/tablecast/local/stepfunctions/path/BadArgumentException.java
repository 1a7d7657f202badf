package dev.tablecast.local.stepfunctions.path;

/** An intrinsic function was called with an invalid argument. */
final class BadArgumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadArgumentException(String message) {
        super(message);
    }
}
