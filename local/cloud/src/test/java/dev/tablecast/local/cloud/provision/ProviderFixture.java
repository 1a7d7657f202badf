package dev.tablecast.local.cloud.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.test.Mocks.ResourceArgs;
import dev.tablecast.local.cloud.calls.AwsCalls;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.lambda.FunctionLog;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import java.util.Map;

/** A provider with its parts. */
final class ProviderFixture {
    static final String FUNCTION = "aws:lambda/function:Function";
    static final int PORT = 7;
    static final String QUEUE = "aws:sqs/queue:Queue";

    final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    final StateMachines stateMachines = new StateMachines(stepFunctions);
    final Functions functions = new Functions(InvocationFaults.NONE);
    final Queues queues = new Queues();
    final EventSourceMappings mappings = new EventSourceMappings(functions, queues);
    final Schedules schedules = new Schedules(functions);
    final WebSocketApis apis = new WebSocketApis(functions, new Callers(AwsCalls.NONE), PORT);
    final Provider provider =
            new Provider(
                    new Tables(new FakeDynamoDb()),
                    resources(functions),
                    apis,
                    stateMachines,
                    queues,
                    mappings,
                    schedules);

    Map<String, Object> provideFunction(String name) {
        return provide(FUNCTION, name, Map.of("handler", EchoHandler.HANDLER));
    }

    /** Provisions a resource, and returns its outputs. */
    @SuppressWarnings("unchecked")
    Map<String, Object> provide(String type, String name, Map<String, Object> inputs) {
        var args = new ResourceArgs(type, name, inputs, "", "");
        var result = provider.newResourceAsync(args).join();
        assertThat(result.id).hasValue(name);
        return (Map<String, Object>) result.state;
    }

    static void assertRefused(Runnable provisioning, String message) {
        assertThatThrownBy(provisioning::run)
                .isInstanceOf(UnsupportedResourceException.class)
                .hasMessageStartingWith(message);
    }

    /** Returns the provisioning of functions that know no more of this machine than a Region. */
    static FunctionResources resources(Functions functions) {
        return new FunctionResources(
                functions,
                Map.of("AWS_REGION", Arns.REGION),
                FunctionLog.SLF4J,
                new Callers(AwsCalls.NONE));
    }
}
