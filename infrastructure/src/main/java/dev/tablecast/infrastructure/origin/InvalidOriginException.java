package dev.tablecast.infrastructure.origin;

/** A text that no browser sends as an origin; the message completes "it takes …". */
public final class InvalidOriginException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidOriginException(String allowed) {
        super(allowed);
    }
}
