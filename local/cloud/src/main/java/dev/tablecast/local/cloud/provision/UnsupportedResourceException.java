package dev.tablecast.local.cloud.provision;

/** Thrown when the local cloud doesn't support a resource or an input; the message names it. */
public final class UnsupportedResourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedResourceException(String message) {
        super(message);
    }

    UnsupportedResourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
