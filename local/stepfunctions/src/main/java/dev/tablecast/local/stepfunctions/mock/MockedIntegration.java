package dev.tablecast.local.stepfunctions.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.integration.TaskAnswer;
import dev.tablecast.local.stepfunctions.integration.TaskCall;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The integration of one execution of a test case. It counts the calls of each state. */
final class MockedIntegration implements ServiceIntegration {
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final TestCase testCase;
    private final ServiceIntegration unmocked;

    MockedIntegration(TestCase testCase, ServiceIntegration unmocked) {
        this.testCase = testCase;
        this.unmocked = unmocked;
    }

    @Override
    public List<String> problems(String resource, JsonNode parameters) {
        return unmocked.problems(resource, parameters);
    }

    @Override
    public JsonNode call(TaskCall call) throws InterruptedException {
        var response = testCase.responses().get(call.stateName());
        return response == null ? unmocked.call(call) : answer(call, response);
    }

    /** Ends a mocked task immediately, whatever its integration pattern. */
    @Override
    public TaskAnswer begin(TaskCall call) throws InterruptedException {
        var response = testCase.responses().get(call.stateName());
        return response == null
                ? unmocked.begin(call)
                : new TaskAnswer.Finished(answer(call, response));
    }

    private JsonNode answer(TaskCall call, MockedResponse response) {
        int index = calls.merge(call.stateName(), 1, Integer::sum) - 1;
        var answer = response.answer(index).orElseThrow(() -> notCovered(call, response, index));
        return switch (answer) {
            case MockedAnswer.Return(JsonNode result) -> result;
            case MockedAnswer.Throw(Failure failure) -> throw new FailureException(failure);
        };
    }

    /**
     * Returns the failure for a call without a mocked response. It is {@code States.Runtime}, which
     * {@code States.ALL} doesn't catch, because the test is wrong.
     */
    private static FailureException notCovered(TaskCall call, MockedResponse response, int index) {
        return new FailureException(
                ErrorNames.RUNTIME,
                "The mocked response \""
                        + response.name()
                        + "\" has no answer for call "
                        + index
                        + " of the state \""
                        + call.stateName()
                        + "\"; it has answers for: "
                        + response.covered());
    }
}
