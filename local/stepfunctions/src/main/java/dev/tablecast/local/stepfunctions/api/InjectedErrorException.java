package dev.tablecast.local.stepfunctions.api;

/** A test injects an error as the response to a request. */
final class InjectedErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    InjectedErrorException(int status, String type) {
        super("This error is injected");
        this.status = status;
        this.type = type;
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
