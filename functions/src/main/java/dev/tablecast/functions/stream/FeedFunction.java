package dev.tablecast.functions.stream;

import dev.tablecast.functions.log.Budget;
import dev.tablecast.functions.log.ChangeLog;
import dev.tablecast.functions.log.Epochs;
import dev.tablecast.functions.log.Feed;
import dev.tablecast.functions.log.LeaseKeeper;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.Pause;
import dev.tablecast.functions.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The feed of the function's invocations, which share the tail of its log.
 *
 * @param invoker starts another invocation of this function
 * @param handOverAlias the alias that it invokes: that of an event source mapping may be deleted
 *     meanwhile
 * @param owners names of holders, none of which comes twice
 */
record FeedFunction(
        ChangeLog log,
        LogReader reader,
        Epochs epochs,
        MessageFormat format,
        Workflow workflow,
        LeaseKeeper keeper,
        Invoker invoker,
        String handOverAlias,
        Supplier<String> owners,
        InstantSource clock,
        Pause pause) {
    /** The time for which a shard's invocation broadcasts what other shards have appended. */
    private static final Duration HOLD = Duration.ofSeconds(3);

    /** The longest time of an execution, and of the calls around it. */
    private static final Duration ROUND = Duration.ofSeconds(310);

    /** Starts a function asynchronously. */
    @FunctionalInterface
    interface Invoker {
        void invoke(String functionArn, String event);
    }

    /** Returns the feed for one invocation, by the ARN that was invoked. */
    Feed feed(String invokedFunctionArn, RoundBroadcast.Report report) {
        return new Feed(
                log,
                reader,
                epochs,
                new RoundBroadcast(reader, format, workflow, clock, report),
                keeper,
                (from, to) ->
                        invoker.invoke(
                                InvokedFunction.withAlias(invokedFunctionArn, handOverAlias),
                                HandOverEvent.encode(from, to)),
                owners,
                clock,
                pause);
    }

    /** Returns the plan for an invocation's time: a round begins only while a whole one fits. */
    Budget budget(Duration remaining) {
        Instant now = clock.instant();
        Duration third = remaining.dividedBy(3);
        Duration untilLast = remaining.minus(ROUND);
        return new Budget(
                now.plus(HOLD), now.plus(untilLast.compareTo(third) > 0 ? untilLast : third));
    }
}
