package dev.tablecast.soak.checks;

import dev.tablecast.soak.history.History;

/**
 * The checker: it compares the committed changes with the received ones, and the rows with the
 * connections. It depends on a history alone.
 *
 * <ul>
 *   <li>A client that resumes applies every number of the log after its position, each once and in
 *       order, across its connections. It may be reset only if a batch was given up.
 *   <li>A plain client receives everything from its handshake on, and may receive a change again.
 *   <li>All clients receive the same change under the same number, and the changes of a shard in
 *       its order.
 *   <li>A client with claims and a filter receives exactly the part of each change that these
 *       allow.
 *   <li>A connection that is open at the gateway has a row, and ends soon after its token.
 * </ul>
 */
public final class Checker {
    private Checker() {}

    public static Verdict check(History history) {
        var violations = new Violations();
        var commits = new CommitIndex(history.commits());
        LogCheck log = LogCheck.of(history.sent(), commits, violations);
        SequenceCheck sequences = SequenceCheck.of(history, commits, violations);
        ViewCheck views = ViewCheck.of(history, commits, violations);
        ConnectionCheck connections = ConnectionCheck.of(history, violations);
        return new Verdict(
                sequences.deliveries(),
                sequences.repeated(),
                sequences.lost(),
                sequences.outOfOrder() + log.outOfOrder() + views.outOfOrder(),
                sequences.doubled() + log.doubled() + views.doubled(),
                connections.livePruned(),
                connections.withoutRow(),
                connections.overdue(),
                connections.ghosts(),
                sequences.blocked(),
                views.leaked(),
                views.missing(),
                violations.lines());
    }
}
