package dev.tablecast.local.stepfunctions.api;

/** A test injects a reset of the connection as the response to a request. */
final class InjectedResetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InjectedResetException() {
        super("This reset is injected");
    }
}
