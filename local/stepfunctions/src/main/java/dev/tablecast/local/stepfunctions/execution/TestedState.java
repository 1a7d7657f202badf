package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.Failure;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a state's test.
 *
 * @param nextState null if the state ends the execution or failed
 * @param output null if there is none
 * @param failure null if the state succeeded
 * @param retrier the index of the retrier that matches the failure; null for none
 * @param backoff the delay before the next attempt; null if there is no retry
 * @param catcher the index of the catcher that caught the failure; null for none
 * @param data the intermediate results of the data processing, by the names of the API's {@code
 *     InspectionData}
 * @param variables the variables that were given and those that the state assigned
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
    /** The status of a test, by its name in the API. */
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
