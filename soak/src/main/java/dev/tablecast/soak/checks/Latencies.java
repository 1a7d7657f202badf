package dev.tablecast.soak.checks;

import dev.tablecast.soak.history.Commit;
import dev.tablecast.soak.history.Receipts;
import dev.tablecast.soak.history.Reception;
import dev.tablecast.soak.protocol.SentChange;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The latencies from the acknowledgement of a write to the first receipt of its change by each
 * client. Stalled connections are excluded, because they didn't read.
 */
public record Latencies(int medianMs, int worstMs) {
    public static Latencies of(
            List<Commit> commits, List<SentChange> sent, List<Reception> connections) {
        var index = new CommitIndex(commits);
        int[] sorted =
                connections.stream()
                        .filter(connection -> !connection.stalled())
                        .flatMapToInt(connection -> of(index, sent, connection))
                        .toArray();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? new Latencies(0, 0)
                : new Latencies(sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    private static IntStream of(CommitIndex index, List<SentChange> sent, Reception connection) {
        Receipts.Part receipts = connection.receipts();
        var received = new BitSet(index.size());
        return IntStream.range(0, receipts.size())
                .filter(
                        i -> {
                            int place = place(index, sent, receipts, i);
                            if (place == CommitIndex.NONE || received.get(place)) {
                                return false;
                            }
                            received.set(place);
                            return counts(index.commit(place), connection);
                        })
                .map(
                        i -> {
                            Commit commit = index.commit(place(index, sent, receipts, i));
                            return Math.max(0, receipts.atMs(i) - commit.acknowledgedMs());
                        });
    }

    private static int place(
            CommitIndex index, List<SentChange> sent, Receipts.Part receipts, int receipt) {
        return index.place(sent.get(receipts.change(receipt)).change());
    }

    private static boolean counts(Commit commit, Reception connection) {
        return commit.acknowledgedMs() != Commit.UNKNOWN
                && commit.startedMs() > connection.openedMs();
    }
}
