package dev.tablecast.local.cloud;

import dev.tablecast.functions.connection.AllowedOrigins;
import dev.tablecast.functions.log.ChangeLog;
import dev.tablecast.functions.log.Head;
import dev.tablecast.functions.log.StoredViews;
import dev.tablecast.infrastructure.configuration.access.Auth;
import dev.tablecast.infrastructure.configuration.message.MessageFormat;
import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.console.ConnectionLog;
import dev.tablecast.local.cloud.console.ConsoleHandler;
import dev.tablecast.local.cloud.console.ConsoleParts;
import dev.tablecast.local.cloud.console.DynamoDbConnectionRows;
import dev.tablecast.local.cloud.console.DynamoDbItems;
import dev.tablecast.local.cloud.console.FaultSwitch;
import dev.tablecast.local.cloud.console.Generator;
import dev.tablecast.local.cloud.console.LocalSystem;
import dev.tablecast.local.cloud.console.SourceTable;
import dev.tablecast.local.cloud.console.SourceTable.KeyAttribute;
import dev.tablecast.local.cloud.console.SourceTable.KeyType;
import dev.tablecast.local.cloud.dynamodb.DynamoDbLocal;
import dev.tablecast.local.cloud.gateway.GatewayPort;
import dev.tablecast.local.cloud.gateway.ManagementCalls;
import dev.tablecast.local.cloud.gateway.WebSocketApi;
import dev.tablecast.local.cloud.gateway.WebSocketGateway;
import dev.tablecast.local.cloud.invoke.LambdaApi;
import dev.tablecast.local.cloud.provision.Arns;
import dev.tablecast.local.cloud.provision.EventSourceMappings;
import dev.tablecast.local.cloud.provision.Functions;
import dev.tablecast.local.cloud.provision.InProcessFunctions;
import dev.tablecast.local.cloud.provision.Provider;
import dev.tablecast.local.cloud.provision.Queues;
import dev.tablecast.local.cloud.provision.Resource;
import dev.tablecast.local.cloud.provision.Schedules;
import dev.tablecast.local.cloud.provision.StateMachines;
import dev.tablecast.local.cloud.provision.Tables;
import dev.tablecast.local.cloud.provision.WebSocketApis;
import dev.tablecast.local.cloud.queue.Queue;
import dev.tablecast.local.cloud.queue.QueuePoller;
import dev.tablecast.local.cloud.schedule.Schedule;
import dev.tablecast.local.cloud.schedule.Scheduler;
import dev.tablecast.local.cloud.stream.EventSourceMapping;
import dev.tablecast.local.cloud.stream.StreamPoller;
import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import dev.tablecast.local.stepfunctions.api.ApiCallListener;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The whole system on this machine: what the Pulumi program declares, made of local parts.
 *
 * <p>Tables are DynamoDB Local's, functions run in this process, state machines in the local Step
 * Functions, the WebSocket API in the local gateway. Nothing outlives {@link #close}.
 */
public final class LocalCloud implements AutoCloseable {
    private final LocalCloudOptions options;
    private final Source.NewTable source;
    private final Callers callers;
    private final Closing closing = new Closing();
    private final FaultSwitch faultSwitch = new FaultSwitch(new SecureRandom());
    private final ConnectionLog connectionLog = new ConnectionLog(InstantSource.system());
    private final AtomicReference<@Nullable WebSocketGateway> gateway = new AtomicReference<>();
    private final DynamoDbLocal dynamoDb;
    private final StepFunctionsLocal stepFunctions;
    private final LambdaApi lambda;
    private final GatewayPort gatewayPort;
    private final DynamoDbClient dynamoDbClient;
    private final Tables tables;
    private final StateMachines stateMachines;
    private final Queues queues;
    private final Provider provider;
    private final Map<String, Object> exports;
    private volatile boolean ready;

    private LocalCloud(LocalCloudOptions options) {
        this.options = options;
        callers = new Callers(options.calls());
        source = newTable(options.configuration().source());
        try {
            var functions =
                    new Functions(
                            this::functionEnvironment,
                            faultSwitch.invocations(options.faults().invocations()),
                            options.functionLog(),
                            callers);
            dynamoDb =
                    closing.on(
                            DynamoDbLocal.start(
                                    options.ports().dynamoDb(),
                                    options.hosts(),
                                    options.faults().dynamoDb(),
                                    callers));
            stepFunctions =
                    closing.on(
                            StepFunctionsLocal.builder()
                                    .port(options.ports().stepFunctions())
                                    .hosts(options.hosts())
                                    .dynamoDbEndpoint(dynamoDb.endpoint())
                                    .lambdaFunctions(new InProcessFunctions(functions, callers))
                                    .accessKeyIds(callers::accessKeyId)
                                    .apiCalls(this::stepFunctionsCalled)
                                    .executionFaults(options.faults().executions())
                                    .start());
            gatewayPort = closing.on(GatewayPort.open(options.ports().gateway()));
            lambda = closing.on(LambdaApi.start(options.hosts(), functions::find, callers));
            dynamoDbClient = closing.on(LocalClients.dynamoDb(dynamoDb.endpoint()));
            tables = new Tables(dynamoDbClient);
            stateMachines =
                    new StateMachines(
                            closing.on(LocalClients.stepFunctions(stepFunctions.endpoint())));
            queues = new Queues();
            var mappings = new EventSourceMappings(functions, queues, callers);
            var schedules = new Schedules(functions, callers);
            provider =
                    new Provider(
                            tables,
                            functions,
                            new WebSocketApis(
                                    functions, callers, gatewayPort::number, this::startGateway),
                            stateMachines,
                            queues,
                            mappings,
                            schedules);
            exports = Program.run(options, provider);
            poll(mappings.streams(), functions);
            mappings.queues().forEach(mapping -> closing.on(QueuePoller.start(mapping)));
            schedules.all().forEach(this::start);
            ready = true;
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    /**
     * Starts everything and returns when it is ready.
     *
     * @throws InvalidSettingsException if the source is a table on AWS
     * @throws ProvisioningException if the Pulumi program asks for what there is not here
     * @throws dev.tablecast.local.cloud.loopback.PortInUseException if a port is taken
     */
    public static LocalCloud start(LocalCloudOptions options) {
        return new LocalCloud(options);
    }

    /** Where browsers connect. */
    public URI webSocketUri() {
        return gateway().webSocketUri();
    }

    /** Where connections are managed: {@code /@connections/{id}} comes after it. */
    public URI connectionsEndpoint() {
        return gateway().managementUri();
    }

    public URI dynamoDbEndpoint() {
        return dynamoDb.endpoint();
    }

    public URI stepFunctionsEndpoint() {
        return stepFunctions.endpoint();
    }

    /** Where functions are invoked. */
    public URI lambdaEndpoint() {
        return lambda.endpoint();
    }

    /** The names of the tables. */
    public List<String> tableNames() {
        return tables.all().keySet().stream().sorted().toList();
    }

    /** The names of the state machines. */
    public List<String> stateMachineNames() {
        return stateMachines.names();
    }

    /** An item that the source table takes, as DynamoDB JSON. */
    public String exampleItem() {
        return ExampleItem.of(source);
    }

    /** What the stack exports, such as {@code sourceTableName}. */
    public String export(String name) {
        Object value = exports.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the stack exports no \"%s\"; it exports %s".formatted(name, exports.keySet()));
        }
        return value.toString();
    }

    /** What the Pulumi program has registered. */
    public List<Resource> resources() {
        return provider.resources();
    }

    /** What every function has in its environment here, beside the variables of its own. */
    public Map<String, String> functionEnvironment() {
        return LocalClients.environment(
                dynamoDb.endpoint(), stepFunctions.endpoint(), lambda.endpoint());
    }

    /** The batches that the stream trigger gave up. */
    public List<Queue.Message> onFailureMessages() {
        return queues.all().stream().flatMap(queue -> queue.messages().stream()).toList();
    }

    public WebSocketGateway gateway() {
        WebSocketGateway started = gateway.get();
        if (started == null) {
            throw new IllegalStateException("the Pulumi program has made no stage");
        }
        return started;
    }

    private WebSocketGateway startGateway(WebSocketApi api) {
        var started =
                closing.on(
                        WebSocketGateway.builder(api, InstantSource.system(), new SecureRandom())
                                .port(gatewayPort)
                                .hosts(options.hosts())
                                .allowedOrigins(allowedOrigins())
                                .limits(options.limits())
                                .faults(faultSwitch.connections(options.faults().connections()))
                                .listener(connectionLog)
                                .calls(managementCalls(api))
                                .mount(console())
                                .start());
        gateway.set(started);
        return started;
    }

    /** An empty list allows all on AWS; here it names none, so that a stranger's page stays out. */
    private Predicate<String> allowedOrigins() {
        List<String> named = options.configuration().allowedOrigins();
        return named.isEmpty() ? origin -> false : new AllowedOrigins(named)::allows;
    }

    private ConsoleHandler console() {
        var items = new DynamoDbItems(dynamoDbClient, sourceTable().name());
        var generator =
                closing.on(
                        new Generator(
                                this::webSocketUri,
                                items,
                                sourceTable(),
                                faultSwitch,
                                new SecureRandom()));
        return new ConsoleHandler(
                new ConsoleParts(
                        () -> ready,
                        this::system,
                        items,
                        this::gateway,
                        connectionLog,
                        new DynamoDbConnectionRows(
                                dynamoDbClient,
                                () -> export("connectionsTableName"),
                                this::storedViews),
                        stepFunctions,
                        generator,
                        this::logHead,
                        provider::provisioned));
    }

    private Optional<Head> logHead() {
        return ChangeLog.forReading(dynamoDbClient, export("changeLogTableName"), source.feed())
                .head();
    }

    /** Reads the contents of views, as the log has them. */
    private Map<String, String> storedViews(Collection<String> ids) {
        return new StoredViews(dynamoDbClient, export("changeLogTableName"), source.feed())
                .find(ids);
    }

    private LocalSystem system() {
        return new LocalSystem(
                webSocketUri(),
                dynamoDbEndpoint(),
                stepFunctionsEndpoint(),
                sourceTable(),
                export("connectionsTableName"),
                auth(),
                messageFormat(),
                gateway().connectionCount());
    }

    private SourceTable sourceTable() {
        return new SourceTable(
                source.name(),
                source.key().stream()
                        .map(
                                key ->
                                        new KeyAttribute(
                                                key.name(), KeyType.valueOf(key.type().name())))
                        .toList());
    }

    private String auth() {
        return switch (options.configuration().auth()) {
            case Auth.None none -> "none";
            case Auth.Iam iam -> "iam";
            case Auth.Jwt jwt -> "jwt";
        };
    }

    private String messageFormat() {
        return switch (options.configuration().messageFormat()) {
            case MessageFormat.Json json -> "json";
            case MessageFormat.Text text -> "text";
        };
    }

    private static Source.NewTable newTable(Source source) {
        return switch (source) {
            case Source.NewTable table -> table;
            case Source.ExistingStream stream ->
                    throw new InvalidSettingsException(
                            "tablecast:sourceStreamArn is \"%s\"; the local cloud makes a table of its own: take it out, and say with sourceTableName, sourceHashKey and sourceRangeKey what the table is like"
                                    .formatted(stream.streamArn()));
            case Source.GivenTable table ->
                    throw new InvalidSettingsException(
                            "the source is a table of the program; the local cloud makes one of its"
                                    + " own");
        };
    }

    private void poll(List<EventSourceMapping> mappings, Functions functions) {
        for (EventSourceMapping mapping : mappings) {
            String role = functions.role(mapping.functionArn()).orElseThrow();
            var streams =
                    closing.on(
                            LocalClients.streams(dynamoDb.endpoint(), callers.accessKeyId(role)));
            closing.on(StreamPoller.start(streams, mapping, options.faults().stream()));
        }
    }

    private void start(Schedule schedule) {
        closing.on(
                Scheduler.start(
                        new Schedule(
                                schedule.name(),
                                options.pace().of(schedule.rate()),
                                schedule.input(),
                                schedule.function())));
    }

    private void stepFunctionsCalled(ApiCallListener.Call call) {
        callers.calledWith(
                call.accessKeyId(),
                "states:" + call.action(),
                call.resource().isEmpty() ? "*" : call.resource());
    }

    private ManagementCalls managementCalls(WebSocketApi api) {
        if (!callers.areWatched()) {
            return ManagementCalls.NONE;
        }
        return (authorization, method, connectionId) ->
                callers.signed(
                        authorization,
                        "execute-api:ManageConnections",
                        Arns.connection(api.apiId(), api.stage(), method, connectionId));
    }

    /** Ends everything, the youngest first: pollers, gateway, Step Functions, DynamoDB. */
    @Override
    public void close() {
        closing.close();
    }
}
