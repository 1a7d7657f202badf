package dev.tablecast.bench.broadcast;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.local.cloud.LocalCloudOptions;
import dev.tablecast.local.cloud.Ports;
import dev.tablecast.local.cloud.ProjectFiles;
import dev.tablecast.local.cloud.provision.Resource;
import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import dev.tablecast.local.stepfunctions.execution.history.HistoryListener;
import dev.tablecast.local.stepfunctions.integration.LambdaFunctions;
import dev.tablecast.local.stepfunctions.registry.Execution;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * What the Pulumi program declares, from the stream trigger to the posts: its functions, its
 * workflow on a Step Functions that tells what it did, its table in DynamoDB Local. Only the
 * {@code @connections} API is a stub, which takes as long as one in the cloud.
 */
public final class BroadcastRig implements AutoCloseable {
    private static final int WARM_UPS = 50;

    private static final String CONNECTION =
            """
            {"headers": {"Host": "abcd123456.execute-api.us-east-1.amazonaws.com"},
             "requestContext": {"routeKey": "$connect", "eventType": "CONNECT",
               "connectedAt": 1795341600123, "requestTimeEpoch": 1795341600125,
               "connectionId": "R0oXAdfD0kwCH6w=", "stage": "live", "apiId": "abcd123456"},
             "isBase64Encoded": false}
            """;

    private static final String SUBSCRIPTION =
            """
            {"requestContext": {"routeKey": "subscribe", "eventType": "MESSAGE",
               "messageId": "R0oXBcLNoAMCH6w=", "connectedAt": 1795341600123,
               "requestTimeEpoch": 1795341600125, "connectionId": "R0oXAdfD0kwCH6w=",
               "stage": "live", "apiId": "abcd123456"},
             "body": "{\\"action\\":\\"subscribe\\",\\"sub\\":\\"a\\",\\"rev\\":%d}",
             "isBase64Encoded": false}
            """;

    private final TablecastConfiguration configuration;
    private final LogCounter log = new LogCounter();
    private final URI stage;
    private final LocalCloud cloud;
    private final Rows rows;
    private final StepFunctionsLocal stepFunctions;
    private final Function post;
    private final Function trigger;
    private final List<Invocation> posts = new CopyOnWriteArrayList<>();
    private final ReentrantLock cpu = new ReentrantLock();
    private volatile boolean oneAtATime;

    private BroadcastRig(
            Map<String, String> settings,
            URI stage,
            Optional<URI> simulatedRows,
            HistoryListener listener) {
        configuration = TablecastConfiguration.of(settings);
        var files = new ProjectFiles(Path.of(System.getProperty("tablecast.project")));
        cloud =
                LocalCloud.start(
                        new LocalCloudOptions(Ports.FREE, configuration, files)
                                .withFaults(Faults.NONE.withDynamoDb(log)));
        this.stage = stage;
        rows =
                new Rows(
                        cloud.dynamoDbEndpoint(),
                        cloud.export("connectionsTableName"),
                        InstantSource.system());
        stepFunctions =
                StepFunctionsLocal.builder()
                        .port(0)
                        .dynamoDbEndpoint(simulatedRows.orElse(cloud.dynamoDbEndpoint()))
                        .historyListener(listener)
                        .lambdaFunctions(this::invoke)
                        .start();
        post =
                new Function(
                        function("post"), environment("CONNECTIONS_ENDPOINT", stage.toString()));
        trigger =
                new Function(
                        function("stream-trigger"),
                        environment("STATE_MACHINE_ARN", stateMachine()));
    }

    /**
     * Starts with settings as in a stack's file.
     *
     * @param stage where posts go
     */
    public static BroadcastRig start(Map<String, String> settings, URI stage) {
        return new BroadcastRig(settings, stage, Optional.empty(), event -> {});
    }

    /**
     * Starts the same with rows of which DynamoDB Local knows nothing.
     *
     * @param rows what the workflow scans in its place
     * @param listener sees all events of all executions
     */
    public static BroadcastRig simulated(
            Map<String, String> settings, URI stage, URI rows, HistoryListener listener) {
        return new BroadcastRig(settings, stage, Optional.of(rows), listener);
    }

    /** What the Pulumi program registers. */
    public List<Resource> resources() {
        return cloud.resources();
    }

    public int pageSize() {
        return configuration.broadcast().pageSize();
    }

    public int postMegabytes() {
        return post.memoryMegabytes();
    }

    public int triggerMegabytes() {
        return trigger.memoryMegabytes();
    }

    /** Adds rows of connections until there are so many. */
    public void growTo(int connections) {
        rows.growTo(connections);
    }

    /** What DynamoDB says that a broadcast's scan takes. */
    public double readUnits() {
        return rows.readUnits(pageSize());
    }

    /** Broadcasts with all chunks at once, on the CPUs that there are. */
    public Recording together(String streamEvent) {
        oneAtATime = false;
        return broadcast(streamEvent);
    }

    /** Broadcasts chunk by chunk, so that none has to share a CPU with another. */
    public Recording oneByOne(String streamEvent) {
        oneAtATime = true;
        return broadcast(streamEvent);
    }

    /** Lets a connection come, subscribe and go: three invocations, each of a warm function. */
    public List<Invocation> connectSubscribeAndDisconnect() {
        var connect = new Function(function("connect"), cloud.functionEnvironment());
        var subscribe =
                new Function(
                        function("subscribe"),
                        environment("CONNECTIONS_ENDPOINT", stage.toString()));
        var disconnect = new Function(function("disconnect"), cloud.functionEnvironment());
        return List.of(
                warm(connect, rev -> CONNECTION),
                warm(subscribe, SUBSCRIPTION::formatted),
                warm(disconnect, rev -> CONNECTION));
    }

    private static Invocation warm(Function function, IntFunction<String> event) {
        for (int i = 0; i < WARM_UPS; i++) {
            function.invoke(event.apply(i).getBytes(StandardCharsets.UTF_8));
        }
        return function.invoke(event.apply(WARM_UPS).getBytes(StandardCharsets.UTF_8)).invocation();
    }

    /** The memory of the functions that let connections come and go. */
    public int connectionMegabytes() {
        return new Function(function("connect"), cloud.functionEnvironment()).memoryMegabytes();
    }

    private Recording broadcast(String streamEvent) {
        posts.clear();
        log.take();
        var triggered =
                trigger.invoke(StreamEvents.anew(streamEvent).getBytes(StandardCharsets.UTF_8));
        Execution execution = stepFunctions.executions().getFirst();
        if (execution.output() == null) {
            throw new IllegalStateException(execution.error() + ": " + execution.cause());
        }
        return new Recording(
                triggered.invocation(),
                posts,
                execution,
                log.take(),
                stepFunctions.history(execution.arn()).orElseThrow());
    }

    private LambdaFunctions.Invocation invoke(String functionName, byte[] payload) {
        if (oneAtATime) {
            cpu.lock();
        }
        try {
            var answer = post.invoke(payload);
            posts.add(answer.invocation());
            return new LambdaFunctions.Invocation.Ran(answer.payload(), null);
        } finally {
            if (cpu.isHeldByCurrentThread()) {
                cpu.unlock();
            }
        }
    }

    private Resource function(String name) {
        return resource("aws:lambda/function:Function", name);
    }

    /** Finds what the program registers. */
    public Resource resource(String type, String name) {
        return cloud.resources().stream()
                .filter(resource -> resource.type().equals(type))
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> environment(String name, String value) {
        var environment = new HashMap<>(cloud.functionEnvironment());
        environment.put("AWS_ENDPOINT_URL_SFN", stepFunctions.endpoint().toString());
        environment.put(name, value);
        return environment;
    }

    private String stateMachine() {
        var inputs = resource("aws:sfn/stateMachine:StateMachine", "broadcast").inputs();
        try (var client =
                SfnClient.builder()
                        .endpointOverride(stepFunctions.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClient(UrlConnectionHttpClient.create())
                        .overrideConfiguration(
                                sdk ->
                                        sdk.putAdvancedOption(
                                                SdkAdvancedClientOption
                                                        .DISABLE_HOST_PREFIX_INJECTION,
                                                true))
                        .build()) {
            return client.createStateMachine(
                            request ->
                                    request.name("broadcast")
                                            .type(inputs.get("type").toString())
                                            .roleArn(inputs.get("roleArn").toString())
                                            .definition(inputs.get("definition").toString()))
                    .stateMachineArn();
        }
    }

    @Override
    public void close() {
        stepFunctions.close();
        rows.close();
        cloud.close();
    }
}
