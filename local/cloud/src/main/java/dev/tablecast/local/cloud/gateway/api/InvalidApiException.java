package dev.tablecast.local.cloud.gateway.api;

/** Thrown if the gateway can't serve a WebSocket API; the message names the unsupported part. */
public final class InvalidApiException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidApiException(String message) {
        super(message);
    }
}
