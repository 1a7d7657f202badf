package dev.tablecast.soak;

import java.util.List;

/**
 * What the checker found. The promise was kept if nothing but deliveries and repetitions was.
 *
 * @param deliveries changes that plain clients received, each as often as it was received
 * @param repeated those of them that their connection had received before
 * @param lost changes that a client should have received and didn't, and starts that nothing
 *     allowed for
 * @param outOfOrder changes that a client received after a later one, what it received though the
 *     table never committed it, and numbers that aren't the same change for all
 * @param doubled changes that a client which resumes applied twice, and those with two numbers
 * @param livePruned see {@link ConnectionCheck}, as the next three
 * @param blocked shards whose last change nobody received
 * @param leaked what clients were shown that their claims and filters don't allow
 * @param missing what they should have been shown and weren't
 * @param violations what the last ten consist of, one line each; the first of many
 */
record Verdict(
        long deliveries,
        long repeated,
        int lost,
        int outOfOrder,
        int doubled,
        int livePruned,
        int withoutRow,
        int overdue,
        int ghosts,
        int blocked,
        int leaked,
        int missing,
        List<String> violations) {
    Verdict {
        violations = List.copyOf(violations);
    }

    boolean promiseKept() {
        return lost == 0
                && outOfOrder == 0
                && doubled == 0
                && livePruned == 0
                && withoutRow == 0
                && overdue == 0
                && ghosts == 0
                && blocked == 0
                && leaked == 0
                && missing == 0;
    }
}
