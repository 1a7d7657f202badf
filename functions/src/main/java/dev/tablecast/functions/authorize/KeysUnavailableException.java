package dev.tablecast.functions.authorize;

/** Thrown when an issuer's keys can't be fetched; the message names the address and the failure. */
final class KeysUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeysUnavailableException(String message) {
        super(message);
    }

    KeysUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
