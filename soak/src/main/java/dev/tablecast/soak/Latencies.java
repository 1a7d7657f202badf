package dev.tablecast.soak;

import dev.tablecast.soak.protocol.ToldChange;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long changes took from the writer's being told that they are committed to each client's
 * having them for the first time. Connections that stalled don't count: they didn't read.
 */
record Latencies(int medianMs, int worstMs) {
    static Latencies of(List<Commit> commits, List<ToldChange> told, List<Reception> connections) {
        var index = new CommitIndex(commits);
        int[] sorted =
                connections.stream()
                        .filter(connection -> !connection.stalled())
                        .flatMapToInt(connection -> of(index, told, connection))
                        .toArray();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? new Latencies(0, 0)
                : new Latencies(sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    private static IntStream of(CommitIndex index, List<ToldChange> told, Reception connection) {
        Receipts.Part receipts = connection.receipts();
        var received = new BitSet(index.size());
        return IntStream.range(0, receipts.size())
                .filter(
                        i -> {
                            int place = place(index, told, receipts, i);
                            if (place == CommitIndex.NONE || received.get(place)) {
                                return false;
                            }
                            received.set(place);
                            return counts(index.commit(place), connection);
                        })
                .map(
                        i -> {
                            Commit commit = index.commit(place(index, told, receipts, i));
                            return Math.max(0, receipts.atMs(i) - commit.acknowledgedMs());
                        });
    }

    private static int place(
            CommitIndex index, List<ToldChange> told, Receipts.Part receipts, int receipt) {
        return index.place(told.get(receipts.change(receipt)).change());
    }

    private static boolean counts(Commit commit, Reception connection) {
        return commit.acknowledgedMs() != Commit.UNKNOWN
                && commit.startedMs() > connection.openedMs();
    }
}
