package dev.tablecast.functions.stream;

import dev.tablecast.functions.feed.FeedParts;
import dev.tablecast.functions.feed.RoundBroadcast;
import dev.tablecast.functions.log.Budget;
import dev.tablecast.functions.log.Feed;
import dev.tablecast.functions.message.MessageFormat;
import java.time.Duration;

/**
 * The feed of the function's invocations, which share the tail of its log.
 *
 * @param invoker starts another invocation of this function
 * @param handOverAlias the alias that it invokes: that of an event source mapping may be deleted
 *     meanwhile
 */
record FeedFunction(FeedParts parts, MessageFormat format, Invoker invoker, String handOverAlias) {
    /** The time for which a shard's invocation broadcasts what other shards have appended. */
    private static final Duration HOLD = Duration.ofSeconds(3);

    /** Starts a function asynchronously. */
    @FunctionalInterface
    interface Invoker {
        void invoke(String functionArn, String event);
    }

    /** Returns the feed for one invocation, by the ARN that was invoked. */
    Feed feed(String invokedFunctionArn, RoundBroadcast.Report report) {
        return parts.feed(
                (from, to) ->
                        invoker.invoke(
                                InvokedFunction.withAlias(invokedFunctionArn, handOverAlias),
                                HandOverEvent.encode(from, to)),
                report);
    }

    /** Returns a name for a holder. */
    String newOwner() {
        return parts.owners().get();
    }

    /** Returns the plan for an invocation's time. */
    Budget budget(Duration remaining) {
        return parts.budget(remaining, HOLD);
    }
}
