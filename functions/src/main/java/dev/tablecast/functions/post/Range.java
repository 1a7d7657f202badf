package dev.tablecast.functions.post;

/**
 * The records of a feed that a broadcast delivers: {@code from} to {@code to}, none if {@code to}
 * is smaller.
 */
record Range(String feed, String epoch, long from, long to) {
    boolean isEmpty() {
        return to < from;
    }
}
