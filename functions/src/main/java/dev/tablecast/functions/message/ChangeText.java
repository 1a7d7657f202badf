package dev.tablecast.functions.message;

/** The JSON of a change in a message. */
public interface ChangeText {
    /** Returns the change, {@code {"seq":4715,"event":"MODIFY",…}}. */
    String whole(long number, String body);

    /** Returns the keys of a change too large for a frame, with {@code "truncated":true}. */
    String truncated(long number, String body);
}
