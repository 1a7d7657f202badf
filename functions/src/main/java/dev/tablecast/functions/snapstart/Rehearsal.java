package dev.tablecast.functions.snapstart;

/** One invocation of a function that is for nobody. */
public interface Rehearsal {
    /** The body with which the stage answers whatever it is asked. */
    String answer();

    /** Invokes a handler that is made of the stage's environment. */
    void play(Stage stage);
}
