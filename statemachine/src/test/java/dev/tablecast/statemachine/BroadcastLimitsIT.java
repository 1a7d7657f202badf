package dev.tablecast.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.stepfunctions.execution.Payload;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Pages of the largest rows: five subscriptions with names of eight characters, and the ended one
 * that a row may remember. Whatever a state takes or returns must fit 262,144 bytes; more ends the
 * execution with an error that nothing catches, so that nobody gets anything.
 */
class BroadcastLimitsIT {
    /** The largest {@code pageSize} that is safe. */
    private static final int LARGEST_PAGE = 1_000;

    private static final int MOST_CHUNKS = 40;
    private static final int CONNECTIONS = 1_000;
    private static final int MOST_BYTES = Payload.MOST_BYTES * 24 / 25;
    private static final String SUBSCRIPTIONS =
            subscriptions("_".repeat(16), "active%02d", 5)
                    + ","
                    + subscriptions("", "ended%03d", 1);

    @RegisterExtension static final BroadcastStage STAGE = new BroadcastStage();

    @BeforeEach
    void connect() {
        connect(CONNECTIONS);
    }

    private static void connect(int connections) {
        STAGE.table().putSubscribed(ConnectionsTable.ids(connections), SUBSCRIPTIONS);
    }

    @Test
    void aThousandOfTheLargestRowsAreServed() {
        var run = STAGE.run(LARGEST_PAGE, LARGEST_PAGE);

        assertThat(run.delivered()).isEqualTo(CONNECTIONS);
        assertThat(run.largestPayloadBytes()).isLessThan(MOST_BYTES);
    }

    @Test
    void theCountsAndFailuresOfAllChunksFitBesideAPage() {
        connect(2 * CONNECTIONS);
        String error = "dev.tablecast.functions.post.PlatformBusyException";
        STAGE.post()
                .failing(
                        request ->
                                Optional.of(error)
                                        .filter(e -> request.get("chunk").intValue() > 0));

        var run = STAGE.run(LARGEST_PAGE, LARGEST_PAGE / MOST_CHUNKS);

        assertThat(run.error()).isEqualTo(error);
        assertThat(run.scans()).hasSize(3);
        assertThat(run.largestPayloadBytes()).isLessThan(MOST_BYTES);
    }

    @Test
    void aPageFitsOfWhichEveryoneHasGone() {
        STAGE.post().gone(id -> true);

        var run = STAGE.run(LARGEST_PAGE, LARGEST_PAGE / MOST_CHUNKS);

        assertThat(run.delivered()).isZero();
        assertThat(STAGE.table().ids()).isEmpty();
        assertThat(run.largestPayloadBytes()).isLessThan(MOST_BYTES);
    }

    @Test
    void aLargerPageMayNotFit() {
        connect(CONNECTIONS * 5 / 4);

        assertThat(STAGE.run(LARGEST_PAGE * 5 / 4, LARGEST_PAGE).error())
                .isEqualTo("States.DataLimitExceeded");
    }

    private static String subscriptions(String view, String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> view + "gjdgxr" + name.formatted(i))
                .collect(Collectors.joining(","));
    }
}
