package dev.tablecast.local.stepfunctions.path;

import org.jspecify.annotations.Nullable;

/** The text is no path, reference path, payload template or intrinsic function. */
public final class InvalidExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidExpressionException(String message) {
        this(message, null);
    }

    InvalidExpressionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
