package dev.tablecast.local.cloud.lambda;

/** Thrown when a function can't be made of its handler string and environment. */
public final class InvalidHandlerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidHandlerException(String message, Throwable cause) {
        super(message, cause);
    }
}
