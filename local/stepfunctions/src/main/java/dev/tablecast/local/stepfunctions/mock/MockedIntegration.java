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

/** What one execution of a test case calls; it counts the calls of each state. */
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

    /** A mocked task is over at once, whoever would have ended it. */
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

    /** An error that nothing catches unless it names it: the test is wrong, not the service. */
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
