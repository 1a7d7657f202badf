package dev.tablecast.soak.checks;

import java.util.List;

/**
 * The findings of the checker. The promise was kept if all but deliveries and repetitions are 0.
 *
 * @param deliveries changes that plain clients received, repetitions included
 * @param repeated changes that a plain client's connection had received before
 * @param lost owed changes that a client didn't receive, and resets without a reason
 * @param outOfOrder changes received after a later one or never committed, and numbers that aren't
 *     the same change for all clients
 * @param doubled changes that a resuming client applied twice, and changes with two numbers
 * @param livePruned open connections without a row, for gateway and client
 * @param withoutRow connections without a row that were open at the gateway
 * @param overdue connections that are open long after the end of their token
 * @param ghosts rows without an open connection
 * @param blocked shards whose last change no client received
 * @param leaked changes, or parts of them, that a client received against its claims or filter
 * @param missing changes, or parts of them, that its claims and filter allow and it didn't receive
 * @param violations a line for each finding, up to a limit
 */
public record Verdict(
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
    public Verdict {
        violations = List.copyOf(violations);
    }

    public boolean promiseKept() {
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
