package dev.tablecast.functions.simulation;

/** The end of a process in the middle of its work. No code under test catches it. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("the simulation ended this process", null, false, false);
    }
}
