package dev.tablecast.functions.post;

import java.util.List;

/**
 * The judgement of a chunk's outcomes: whether the range must be tried again.
 *
 * <p>A connection that could be neither served nor closed is the platform's trouble, or this
 * deployment's; only a refusal beside others that were served is its own, and waits for later.
 */
final class Evidence {
    private Evidence() {}

    /**
     * Checks that no client misses a message unnoticed. Connections whose row says that they must
     * end may always be left to later rounds.
     *
     * @param before the counts of the pages before
     * @throws CallsRefusedException if the API neither took a frame nor closed a connection, and
     *     refused to
     * @throws PlatformBusyException if it was busy for some
     */
    static void requireAnswered(List<PostOutcome> outcomes, Counts before) {
        var unclosed =
                outcomes.stream()
                        .filter(PostOutcome.NotClosed.class::isInstance)
                        .map(PostOutcome.NotClosed.class::cast)
                        .filter(outcome -> !outcome.marked())
                        .toList();
        int refused =
                Math.toIntExact(unclosed.stream().filter(PostOutcome.NotClosed::refused).count());
        int busy = Counts.count(outcomes, PostOutcome.Busy.class) + unclosed.size() - refused;
        if (refused > 0
                && !before.showsService()
                && outcomes.stream().noneMatch(Evidence::served)) {
            throw new CallsRefusedException(refused);
        }
        if (busy > 0) {
            throw new PlatformBusyException(busy);
        }
    }

    private static boolean served(PostOutcome outcome) {
        return switch (outcome) {
            case PostOutcome.Delivered delivered -> delivered.posts() > 0;
            case PostOutcome.Expired ignored -> true;
            case PostOutcome.Closed ignored -> true;
            case PostOutcome.Refused ignored -> true;
            case PostOutcome.Gone ignored -> false;
            case PostOutcome.NotOpenYet ignored -> false;
            case PostOutcome.Busy ignored -> false;
            case PostOutcome.NotClosed ignored -> false;
        };
    }
}
