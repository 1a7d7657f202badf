package dev.tablecast.soak;

import java.util.List;

/**
 * What the checker found. The promise was kept if nothing but deliveries and duplicates was.
 *
 * @param deliveries changes received, each as often as it was received
 * @param duplicates those of them that their connection had received before
 * @param lost changes that a connection should have received and didn't
 * @param outOfOrder changes that a connection received after a later one of their item, and what it
 *     received though the table never committed it
 * @param livePruned open connections whose row was gone
 * @param ghosts rows in the end without an open connection
 * @param blocked shards with changes that were given up, or whose last change nobody received
 * @param violations what the last five consist of, one line each; the first of many
 */
record Verdict(
        long deliveries,
        long duplicates,
        int lost,
        int outOfOrder,
        int livePruned,
        int ghosts,
        int blocked,
        List<String> violations) {
    Verdict {
        violations = List.copyOf(violations);
    }

    boolean promiseKept() {
        return lost == 0 && outOfOrder == 0 && livePruned == 0 && ghosts == 0 && blocked == 0;
    }
}
