package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A test of a single state.
 *
 * @param request the execution that the state appears to run in
 * @param variables the variables that are assigned before
 * @param context replaces the context object; null for that of the request
 * @param mock replaces the work of the state; null to do the work
 * @param retries the number of earlier retries by the retrier that matches
 * @param failedIterations the number of failed iterations of a Map
 * @param itemsRead the items from the reader of a distributed Map; null without a reader
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html">TestState</a>
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
    /** The mocked result of a state's task, branches or iterations. */
    public sealed interface Mock {
        record Result(JsonNode json) implements Mock {}

        record Error(Failure failure) implements Mock {}
    }
}
