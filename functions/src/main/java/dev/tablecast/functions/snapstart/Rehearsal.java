package dev.tablecast.functions.snapstart;

import java.net.URI;

/** An invocation of a function that serves no client. */
public interface Rehearsal {
    /**
     * Returns the body with which the stage answers a request.
     *
     * @param endpoint of the stage
     * @param target the header {@code X-Amz-Target}, which names the action; empty without one
     */
    String answer(URI endpoint, String target);

    /**
     * Invokes a handler that is made of the stage's environment; called twice, because what comes
     * from a cache comes another way.
     */
    void play(Stage stage);
}
