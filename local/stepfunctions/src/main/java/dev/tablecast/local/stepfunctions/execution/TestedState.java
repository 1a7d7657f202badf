package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.Failure;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the test of a state ended.
 *
 * @param nextState null where the state ends the execution or has failed
 * @param output null where there is none
 * @param failure null where the state succeeded
 * @param retrier the index of the retrier that matches the failure; null where none does
 * @param backoff how long it waits; null where it doesn't retry
 * @param catcher the index of the catcher that caught the failure; null where none did
 * @param data what each step of the state's data processing came to
 * @param variables with those that the state has assigned
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html">TestState</a>
 */
public record TestedState(
        Status status,
        @Nullable String nextState,
        @Nullable Payload output,
        @Nullable Failure failure,
        @Nullable Integer retrier,
        @Nullable Duration backoff,
        @Nullable Integer catcher,
        Map<String, JsonNode> data,
        Map<String, JsonNode> variables) {
    /** As the API names them. */
    public enum Status {
        SUCCEEDED,
        FAILED,
        RETRIABLE,
        CAUGHT_ERROR
    }

    public TestedState {
        data = Map.copyOf(data);
        variables = Map.copyOf(variables);
    }
}
