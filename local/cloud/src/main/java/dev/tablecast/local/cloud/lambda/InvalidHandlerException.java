package dev.tablecast.local.cloud.lambda;

/** Thrown when a handler string or an environment is invalid. */
public final class InvalidHandlerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidHandlerException(String message, Throwable cause) {
        super(message, cause);
    }
}
