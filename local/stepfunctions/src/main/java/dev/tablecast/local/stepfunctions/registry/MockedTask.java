package dev.tablecast.local.stepfunctions.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.execution.StateTest.Mock;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.integration.TaskAnswer;
import dev.tablecast.local.stepfunctions.integration.TaskCall;
import java.util.List;

/**
 * The integration of a mocked state under test: every call has the mocked result, whatever the
 * integration pattern.
 */
record MockedTask(Mock mock, ServiceIntegration real) implements ServiceIntegration {
    @Override
    public List<String> problems(String resource, JsonNode parameters) {
        return real.problems(resource, parameters);
    }

    @Override
    public JsonNode call(TaskCall call) {
        return switch (mock) {
            case Mock.Result(JsonNode json) -> json;
            case Mock.Error(Failure failure) -> throw new FailureException(failure);
        };
    }

    @Override
    public TaskAnswer begin(TaskCall call) {
        return new TaskAnswer.Finished(call(call));
    }
}
