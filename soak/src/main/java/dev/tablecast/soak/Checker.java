package dev.tablecast.soak;

/**
 * Compares what the table committed with what each client received, and the rows with the
 * connections.
 *
 * <p>A client that resumes gets the log from its position on: each number once, one after the
 * other, whatever becomes of its connections. It may be told to start over only if a batch was
 * given up. A plain client gets everything from its handshake on, and may get a change again.
 * Everyone gets the same changes under the same numbers, and each shard's in their order.
 *
 * <p>A client with claims and a filter gets of each change what these allow, no more and no less.
 *
 * <p>Whatever the client thinks, a connection that the gateway has as open has a row, and has ended
 * soon after the end of its token.
 */
final class Checker {
    private Checker() {}

    static Verdict check(History history) {
        var violations = new Violations();
        var commits = new CommitIndex(history.commits());
        LogCheck log = LogCheck.of(history.told(), commits, violations);
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
