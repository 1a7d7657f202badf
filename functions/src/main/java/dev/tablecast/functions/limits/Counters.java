package dev.tablecast.functions.limits;

import java.util.Map;

/** The counters of connections. */
interface Counters {
    /** The name of the counter of all connections. */
    String ALL = "all";

    /** Returns the name of a subject's counter. */
    static String of(Subject subject) {
        return "subject " + subject.hash();
    }

    /** Adds one, unless the counter has reached {@code maximum}; returns whether it did. */
    boolean increment(String counter, int maximum);

    /** Adds a number, which may be negative. */
    void add(String counter, long number);

    /** Deletes a counter if it is still 0. */
    void forgetZero(String counter);

    Map<String, Long> all();
}
