package dev.tablecast.functions.simulation;

/** An invocation of the trigger for a batch. */
final class Invocation {
    private Process process;
    private int done;

    Process process() {
        return process;
    }

    void runs(Process started) {
        process = started;
    }

    /** Returns how many records of the batch were acknowledged. */
    int done() {
        return done;
    }

    void acknowledge(int records) {
        done = records;
    }
}
