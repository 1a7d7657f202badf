package dev.tablecast.local.cloud.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.test.Mocks.ResourceArgs;
import dev.tablecast.local.cloud.calls.AwsCalls;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.gateway.WebSocketApi;
import dev.tablecast.local.cloud.gateway.WebSocketGateway;
import dev.tablecast.local.cloud.lambda.FunctionLog;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A provider, with what it makes its resources of. */
final class ProviderFixture implements AutoCloseable {
    static final String FUNCTION = "aws:lambda/function:Function";
    static final int PORT = 7;
    static final String QUEUE = "aws:sqs/queue:Queue";

    final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    final StateMachines stateMachines = new StateMachines(stepFunctions);
    final Functions functions =
            new Functions(
                    () -> Map.of("AWS_REGION", Arns.REGION),
                    InvocationFaults.NONE,
                    FunctionLog.SLF4J);
    final Queues queues = new Queues();
    final EventSourceMappings mappings = new EventSourceMappings(functions, queues);
    final Schedules schedules = new Schedules(functions);
    final List<WebSocketApi> apis = new ArrayList<>();
    final List<WebSocketGateway> gateways = new ArrayList<>();
    final Provider provider =
            new Provider(
                    new Tables(new FakeDynamoDb()),
                    functions,
                    new WebSocketApis(
                            functions, new Callers(AwsCalls.NONE), () -> PORT, this::start),
                    stateMachines,
                    queues,
                    mappings,
                    schedules);

    Map<String, Object> provideFunction(String name) {
        return provide(FUNCTION, name, Map.of("handler", EchoHandler.HANDLER));
    }

    /** Has the provider make a resource, and returns its outputs. */
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

    private WebSocketGateway start(WebSocketApi api) {
        apis.add(api);
        var gateway = WebSocketGateway.builder(api, InstantSource.system(), new Random(1)).start();
        gateways.add(gateway);
        return gateway;
    }

    @Override
    public void close() {
        gateways.forEach(WebSocketGateway::close);
    }
}
