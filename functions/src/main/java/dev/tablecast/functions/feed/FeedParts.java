package dev.tablecast.functions.feed;

import dev.tablecast.functions.log.Budget;
import dev.tablecast.functions.log.Feed;
import dev.tablecast.functions.log.HandOver;
import dev.tablecast.functions.log.LeaseKeeper;
import dev.tablecast.functions.log.RenewalThread;
import dev.tablecast.functions.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The parts of a feed that broadcasts.
 *
 * @param name of the feed
 * @param owners names of holders, none of which comes twice
 */
public record FeedParts(
        String name, LogParts log, Workflow workflow, LeaseKeeper keeper, Supplier<String> owners) {
    /** The longest time of an execution, and of the calls around it. */
    private static final Duration ROUND = Duration.ofSeconds(310);

    /** Returns the parts for real time. */
    public static FeedParts of(String name, LogParts log, Workflow workflow) {
        return new FeedParts(
                name,
                log,
                workflow,
                new RenewalThread(Feed.LEASE.dividedBy(3)),
                () -> UUID.randomUUID().toString());
    }

    /**
     * Returns the plan for an invocation's time: a round begins only while a whole one fits.
     *
     * @param remaining the invocation's time
     * @param hold the time for which others' changes are broadcast
     */
    public Budget budget(Duration remaining, Duration hold) {
        Instant now = log.clock().instant();
        Duration third = remaining.dividedBy(3);
        Duration untilLast = remaining.minus(ROUND);
        return new Budget(
                now.plus(hold), now.plus(untilLast.compareTo(third) > 0 ? untilLast : third));
    }

    /** Returns the feed for one invocation. */
    public Feed feed(HandOver handOver, RoundBroadcast.Report report) {
        return new Feed(
                log.log(),
                log.reader(),
                log.epochs(),
                new RoundBroadcast(name, log.reader(), workflow, report),
                keeper,
                handOver,
                owners,
                log.clock(),
                log.pause());
    }
}
