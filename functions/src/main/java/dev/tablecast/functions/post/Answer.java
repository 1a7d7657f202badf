package dev.tablecast.functions.post;

import java.net.SocketTimeoutException;

/** An answer of the {@code @connections} API to one call. */
sealed interface Answer {
    /**
     * An HTTP answer, whatever it says.
     *
     * @param requestId by which AWS finds the call again; may be empty
     */
    record Status(int code, String requestId) implements Answer {}

    /**
     * No answer: the call timed out, was reset, or couldn't be made.
     *
     * @param timedOut whether the call waited for an answer as long as it may
     */
    record None(boolean timedOut) implements Answer {
        /** Returns the answer that an exception of an HTTP client stands for. */
        static None because(Throwable failure) {
            boolean timedOut = false;
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                timedOut |= cause instanceof SocketTimeoutException;
            }
            return new None(timedOut);
        }
    }
}
