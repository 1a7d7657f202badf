package dev.tablecast.local.stepfunctions.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.integration.TaskCall;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Accepts the request-response integrations of all services, since what can't be called can still
 * be mocked; calling it fails.
 */
final class MockableIntegration implements ServiceIntegration {
    /** Without {@code .sync} and {@code .waitForTaskToken}; Lambda's parameters are checked. */
    private static final Pattern MOCKABLE =
            Pattern.compile(
                    "arn:aws:states:::(?!lambda:invoke$)(aws-sdk:)?[a-z0-9-]+:[a-zA-Z0-9]+");

    private final ServiceIntegration real;

    MockableIntegration(ServiceIntegration real) {
        this.real = real;
    }

    @Override
    public List<String> problems(String resource, JsonNode parameters) {
        return isMockable(resource) ? List.of() : real.problems(resource, parameters);
    }

    @Override
    public JsonNode call(TaskCall call) throws InterruptedException {
        if (isMockable(call.resource())) {
            var problems = real.problems(call.resource(), call.parameters());
            if (!problems.isEmpty()) {
                throw new FailureException(
                        ErrorNames.RUNTIME,
                        "The state \""
                                + call.stateName()
                                + "\" must be mocked: "
                                + String.join("; ", problems));
            }
        }
        return real.call(call);
    }

    private static boolean isMockable(String resource) {
        return MOCKABLE.matcher(resource).matches();
    }
}
