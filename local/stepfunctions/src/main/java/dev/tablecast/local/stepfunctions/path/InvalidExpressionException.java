package dev.tablecast.local.stepfunctions.path;

import org.jspecify.annotations.Nullable;

/** A path, reference path, payload template or call of an intrinsic function is invalid. */
public final class InvalidExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidExpressionException(String message) {
        this(message, null);
    }

    InvalidExpressionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
