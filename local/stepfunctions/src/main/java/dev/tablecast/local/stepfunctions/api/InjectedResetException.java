package dev.tablecast.local.stepfunctions.api;

/** A request whose answer is cut off because a test wants it so. */
final class InjectedResetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InjectedResetException() {
        super("This reset is injected");
    }
}
