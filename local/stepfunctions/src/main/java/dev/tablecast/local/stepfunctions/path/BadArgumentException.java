package dev.tablecast.local.stepfunctions.path;

/** An intrinsic function can't work with what it was given. */
final class BadArgumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadArgumentException(String message) {
        super(message);
    }
}
