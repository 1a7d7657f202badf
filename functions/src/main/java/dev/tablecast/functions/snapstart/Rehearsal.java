package dev.tablecast.functions.snapstart;

import java.net.URI;

/** One invocation of a function that is for nobody. */
public interface Rehearsal {
    /**
     * The body with which the stage answers whatever it is asked.
     *
     * @param endpoint of the stage
     */
    String answer(URI endpoint);

    /**
     * Invokes a handler that is made of the stage's environment; called twice, since what comes
     * from a cache comes another way.
     */
    void play(Stage stage);
}
