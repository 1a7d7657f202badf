package dev.tablecast.bench.broadcast;

import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import dev.tablecast.local.stepfunctions.registry.Execution;
import java.util.List;

/**
 * What one change came to.
 *
 * @param trigger the invocation of the stream trigger, which lasts as long as the execution
 * @param posts the invocations of the post function, each with a CPU of its own
 * @param logCalls of the table {@code ChangeLog}
 * @param history of the execution; of a very long one the start
 */
public record Recording(
        Invocation trigger,
        List<Invocation> posts,
        Execution execution,
        LogCalls logCalls,
        List<HistoryEvent> history) {
    public Recording {
        posts = List.copyOf(posts);
        history = List.copyOf(history);
    }
}
