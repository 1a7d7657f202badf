package dev.tablecast.statemachine;

/**
 * A way that an execution can go from one state on.
 *
 * @param from the state; {@link #START}, or the name of a Map for the start of an item
 * @param kind what leads there
 * @param to the state that comes next; {@link #END} for none
 */
record Edge(String from, String kind, String to) {
    static final String START = "(start)";
    static final String END = "(end)";

    static Edge begin(String of, String first) {
        return new Edge(of, "begins with", first);
    }

    /** Next, End, and the rules and the default of a Choice: which one shows in where it leads. */
    static Edge goesOn(String from, String to) {
        return new Edge(from, "goes on to", to);
    }

    static Edge caught(String from, String to) {
        return new Edge(from, "is caught by", to);
    }

    /**
     * @param retrier the retrier's index; one of no attempts is an edge too, on which the state is
     *     not tried again
     */
    static Edge retried(String state, int retrier) {
        return new Edge(state, "meets retrier " + retrier + " of", state);
    }

    @Override
    public String toString() {
        return "\"" + from + "\" " + kind + " \"" + to + "\"";
    }
}
