package dev.tablecast.local.cloud.gateway;

/** A description of a WebSocket API that this gateway can't serve; the message names the part. */
public final class InvalidApiException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidApiException(String message) {
        super(message);
    }
}
