package dev.tablecast.functions.post;

/** An answer of the {@code @connections} API to one call. */
sealed interface Answer {
    /**
     * An HTTP answer, whatever it says.
     *
     * @param requestId by which AWS finds the call again; may be empty
     */
    record Status(int code, String requestId) implements Answer {}

    /** No answer: the call timed out, was reset, or couldn't be made. */
    record None() implements Answer {}
}
