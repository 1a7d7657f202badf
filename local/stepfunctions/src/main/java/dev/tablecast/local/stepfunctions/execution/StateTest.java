package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * One state to run on its own.
 *
 * @param request of the execution that it is as if it ran in
 * @param variables those that there are before
 * @param context takes the place of the context object; null for that of the request
 * @param mock what takes the place of the state's work; null to do it
 * @param retries how often the retrier that matches has retried before
 * @param failedIterations of a Map
 * @param itemsRead what the reader of a distributed Map has read; null where it has none
 */
public record StateTest(
        State state,
        ExecutionRequest request,
        ObjectNode variables,
        @Nullable ObjectNode context,
        @Nullable Mock mock,
        int retries,
        int failedIterations,
        @Nullable JsonNode itemsRead) {
    /** What a state's task, branches or iterations come to. */
    public sealed interface Mock {
        record Result(JsonNode json) implements Mock {}

        record Error(Failure failure) implements Mock {}
    }
}
