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
 * @param livePruned connections that are open in the end, in their client's eyes too, without a row
 * @param withoutRow connections that the gateway had as open, in the end or before, without a row
 * @param overdue connections that are open though their token ended long before
 * @param ghosts rows in the end without an open connection
 * @param blocked shards with changes that were given up, or whose last change nobody received
 * @param violations what the last seven consist of, one line each; the first of many
 */
record Verdict(
        long deliveries,
        long duplicates,
        int lost,
        int outOfOrder,
        int livePruned,
        int withoutRow,
        int overdue,
        int ghosts,
        int blocked,
        List<String> violations) {
    Verdict {
        violations = List.copyOf(violations);
    }

    boolean promiseKept() {
        return lost == 0
                && outOfOrder == 0
                && livePruned == 0
                && withoutRow == 0
                && overdue == 0
                && ghosts == 0
                && blocked == 0;
    }
}
