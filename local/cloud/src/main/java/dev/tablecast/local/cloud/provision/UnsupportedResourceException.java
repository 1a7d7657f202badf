package dev.tablecast.local.cloud.provision;

/** Thrown when the Pulumi program asks for what the local cloud can't do; the message names it. */
public final class UnsupportedResourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedResourceException(String message) {
        super(message);
    }

    UnsupportedResourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
