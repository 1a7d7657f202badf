package dev.tablecast.soak.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.soak.history.Commit;
import dev.tablecast.soak.history.Receipts;
import dev.tablecast.soak.history.Reception;
import dev.tablecast.soak.protocol.SentChanges;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    /** Commits whose writes started at 100, 200, … ms and were acknowledged 10 ms later. */
    private static final List<Commit> COMMITS =
            IntStream.rangeClosed(1, 5)
                    .mapToObj(i -> Histories.commit("shard", "x", i, i * 100, i * 100 + 10))
                    .toList();

    private final SentChanges sent = new SentChanges();

    @Test
    void theMedianAndTheWorstOfAllThatWasReceived() {
        var a = reception(0, false, 1, 130, 2, 240, 3, 350);
        var b = reception(0, false, 1, 111, 2, 999);

        assertThat(latencies(COMMITS, List.of(a, b))).isEqualTo(new Latencies(30, 789));
    }

    @Test
    void onlyTheFirstReceiptOfAChangeCounts() {
        assertThat(latencies(COMMITS, List.of(reception(0, false, 1, 120, 1, 900))))
                .isEqualTo(new Latencies(10, 10));
    }

    @Test
    void whatCameBeforeItsWriterWasAnsweredTookNoTime() {
        assertThat(latencies(COMMITS, List.of(reception(0, false, 1, 105))))
                .isEqualTo(new Latencies(0, 0));
    }

    @Test
    void whatWasAskedForBeforeTheConnectionOpenedDoesNotCount() {
        assertThat(latencies(COMMITS, List.of(reception(150, false, 1, 900, 2, 220))))
                .isEqualTo(new Latencies(10, 10));
    }

    @Test
    void aConnectionThatStalledDoesNotCount() {
        assertThat(latencies(COMMITS, List.of(reception(0, true, 1, 900))))
                .isEqualTo(new Latencies(0, 0));
    }

    @Test
    void whatNobodyCanTimeDoesNotCount() {
        var unanswered = Histories.commit("shard", "x", 1, Commit.UNKNOWN, Commit.UNKNOWN);

        assertThat(latencies(List.of(unanswered), List.of(reception(-5, false, 1, 5, 9, 5))))
                .isEqualTo(new Latencies(0, 0));
    }

    private Latencies latencies(List<Commit> commits, List<Reception> connections) {
        return Latencies.of(commits, sent.all(), connections);
    }

    private Reception reception(int openedMs, boolean stalled, int... changesAndTimes) {
        var receipts = new Receipts();
        for (int i = 0; i < changesAndTimes.length; i += 2) {
            int change = changesAndTimes[i];
            receipts.add(sent.change("e1", change, change).id(), changesAndTimes[i + 1]);
        }
        return new Reception(
                "a", openedMs, openedMs, true, stalled, Integer.MAX_VALUE, receipts.all());
    }
}
