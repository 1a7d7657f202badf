package dev.tablecast.local.stepfunctions.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.integration.BundledIntegrations;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.integration.TaskAnswer;
import dev.tablecast.local.stepfunctions.integration.TaskCall;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.util.List;

/**
 * An integration that accepts all resources that AWS accepts, because they can be mocked. Calling
 * one that isn't mocked fails unless it can be called here.
 *
 * @param real carries out the calls
 */
record MockableIntegration(ServiceIntegration real) implements ServiceIntegration {
    @Override
    public List<String> problems(String resource, JsonNode parameters) {
        return BundledIntegrations.refusedByAws(TaskResource.parse(resource), parameters);
    }

    @Override
    public JsonNode call(TaskCall call) throws InterruptedException {
        return real.call(call);
    }

    @Override
    public TaskAnswer begin(TaskCall call) throws InterruptedException {
        return real.begin(call);
    }
}
