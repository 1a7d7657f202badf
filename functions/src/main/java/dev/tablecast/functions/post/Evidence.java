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
     * Checks that nobody lacks anything without knowing it. Connections whose row says that they
     * must end may always be left to later rounds.
     *
     * @param before what the pages before came to
     * @throws CallsRefusedException if the API neither took a frame nor closed a connection, and
     *     refused to
     * @throws PlatformBusyException if it was busy for some
     */
    static void requireAnswered(List<Outcome> outcomes, Counts before) {
        var unclosed =
                outcomes.stream()
                        .filter(Outcome.NotClosed.class::isInstance)
                        .map(Outcome.NotClosed.class::cast)
                        .filter(outcome -> !outcome.marked())
                        .toList();
        int refused = Math.toIntExact(unclosed.stream().filter(Outcome.NotClosed::refused).count());
        int busy = Counts.count(outcomes, Outcome.Busy.class) + unclosed.size() - refused;
        if (refused > 0
                && !before.showsService()
                && outcomes.stream().noneMatch(Evidence::served)) {
            throw new CallsRefusedException(refused);
        }
        if (busy > 0) {
            throw new PlatformBusyException(busy);
        }
    }

    private static boolean served(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered delivered -> delivered.posts() > 0;
            case Outcome.Expired ignored -> true;
            case Outcome.Closed ignored -> true;
            case Outcome.Refused ignored -> true;
            case Outcome.Gone ignored -> false;
            case Outcome.NotOpenYet ignored -> false;
            case Outcome.Busy ignored -> false;
            case Outcome.NotClosed ignored -> false;
        };
    }
}
