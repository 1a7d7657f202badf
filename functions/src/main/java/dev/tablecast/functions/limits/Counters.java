package dev.tablecast.functions.limits;

import java.util.Map;

/** Numbers of connections, by what is counted. */
interface Counters {
    /** The name of the counter of all connections. */
    String ALL = "all";

    /** Returns the name of a subject's counter. */
    static String of(Subject subject) {
        return "subject " + subject.hash();
    }

    /** Adds one, unless there are as many as {@code maximum} already; returns whether it did. */
    boolean increment(String counter, int maximum);

    /** Adds a number, which may be negative. */
    void add(String counter, long number);

    /** Forgets a counter if it is still 0. */
    void forgetZero(String counter);

    Map<String, Long> all();
}
