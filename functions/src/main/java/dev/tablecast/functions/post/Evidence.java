package dev.tablecast.functions.post;

import java.util.List;

/**
 * Whether the API serves others while some connections can't be served or closed. If it does, those
 * connections are the trouble, and they alone bear it; if it doesn't, it is the platform or this
 * deployment, and everything is tried again.
 *
 * @param posts whether the API took a message for any connection
 * @param closes whether it closed any
 */
record Evidence(boolean posts, boolean closes) {
    /**
     * Returns what an invocation and the rounds of its execution before it show.
     *
     * @param messages whether there are any: without, delivering to everyone shows nothing
     */
    static Evidence of(boolean messages, Counts earlier, List<Outcome> outcomes) {
        return new Evidence(
                messages && earlier.delivered() > 0 || outcomes.stream().anyMatch(Evidence::isPost),
                earlier.expired() + earlier.closed() + earlier.refused() > 0
                        || outcomes.stream().anyMatch(Evidence::isClose));
    }

    /**
     * Checks that connections which took nothing may be closed for it.
     *
     * @throws PlatformBusyException if the API took nothing from anyone
     */
    void requireServedBeside(List<Outcome> outcomes) {
        int busy = Counts.count(outcomes, Outcome.Busy.class);
        if (busy > 0 && !posts) {
            throw new PlatformBusyException(busy);
        }
    }

    /**
     * Checks that connections which couldn't be closed may be left to later. Those that are
     * {@linkplain Outcome.NotClosed#marked marked} always may.
     *
     * @throws CallsRefusedException if the API neither took a message nor closed a connection, and
     *     refused some of it
     * @throws PlatformBusyException if it was only busy
     */
    void requireAnsweredBeside(List<Outcome> outcomes) {
        List<Outcome.NotClosed> unmarked =
                outcomes.stream()
                        .filter(Outcome.NotClosed.class::isInstance)
                        .map(Outcome.NotClosed.class::cast)
                        .filter(outcome -> !outcome.marked())
                        .toList();
        if (unmarked.isEmpty() || posts || closes) {
            return;
        }
        if (unmarked.stream().anyMatch(Outcome.NotClosed::refused)) {
            throw new CallsRefusedException(unmarked.size());
        }
        throw new PlatformBusyException(unmarked.size());
    }

    private static boolean isPost(Outcome outcome) {
        return outcome instanceof Outcome.Delivered delivered && delivered.posts() > 0;
    }

    private static boolean isClose(Outcome outcome) {
        return outcome instanceof Outcome.Expired
                || outcome instanceof Outcome.Closed
                || outcome instanceof Outcome.Refused;
    }
}
