package dev.tablecast.local.cloud;

import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.local.cloud.gateway.WebSocketGateway;
import dev.tablecast.local.cloud.provision.Resource;
import dev.tablecast.local.cloud.queue.Queue;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * The whole system on this machine: the resources of the Pulumi program, made of local parts.
 *
 * <p>Tables are DynamoDB Local's, functions run in this process, state machines in the local Step
 * Functions, the WebSocket API in the local gateway. Nothing outlives {@link #close}.
 */
public final class LocalCloud implements AutoCloseable {
    private final Services services;
    private final Stack stack;
    private final WebSocketGateway gateway;
    private final String exampleItem;
    private final Closing closing;

    LocalCloud(
            Services services,
            Stack stack,
            WebSocketGateway gateway,
            String exampleItem,
            Closing closing) {
        this.services = services;
        this.stack = stack;
        this.gateway = gateway;
        this.exampleItem = exampleItem;
        this.closing = closing;
    }

    /**
     * Starts everything and returns when it is ready. If it fails, nothing stays open.
     *
     * @throws InvalidSettingsException if the source is a table on AWS
     * @throws ProvisioningException if the Pulumi program needs something that isn't supported here
     * @throws dev.tablecast.local.stepfunctions.loopback.PortInUseException if a port is taken
     */
    public static LocalCloud start(LocalCloudOptions options) {
        var source = newTable(options.configuration().source());
        var closing = new Closing();
        try {
            return new Assembly(options, source, closing).assemble();
        } catch (RuntimeException | Error e) {
            closing.close();
            throw e;
        }
    }

    private static Source.NewTable newTable(Source source) {
        return switch (source) {
            case Source.NewTable table -> table;
            case Source.ExistingStream stream ->
                    throw new InvalidSettingsException(
                            "tablecast:sourceStreamArn is \"%s\", but the local cloud creates its own source table: remove this setting, and describe the table with sourceTableName, sourceHashKey and sourceRangeKey"
                                    .formatted(stream.streamArn()));
            case Source.GivenTable table ->
                    throw new InvalidSettingsException(
                            "the source is a table of the program, but the local cloud creates its"
                                    + " own source table");
        };
    }

    /** Returns the endpoint for clients, such as {@code ws://localhost:8080/live}. */
    public URI webSocketUri() {
        return gateway.webSocketUri();
    }

    /** Returns the endpoint of the management API, without {@code /@connections/{id}}. */
    public URI connectionsEndpoint() {
        return gateway.managementUri();
    }

    public URI dynamoDbEndpoint() {
        return services.dynamoDb().endpoint();
    }

    public URI stepFunctionsEndpoint() {
        return services.stepFunctions().endpoint();
    }

    /** Returns the endpoint of Lambda's {@code Invoke} API. */
    public URI lambdaEndpoint() {
        return services.lambda().endpoint();
    }

    /** Returns the names of the tables. */
    public List<String> tableNames() {
        return stack.tables().all().keySet().stream().sorted().toList();
    }

    /** Returns the names of the state machines. */
    public List<String> stateMachineNames() {
        return stack.stateMachines().names();
    }

    /** Returns an item for the source table as DynamoDB JSON. */
    public String exampleItem() {
        return exampleItem;
    }

    /**
     * Returns an output of the stack, such as {@code sourceTableName}.
     *
     * @throws IllegalArgumentException if there is no such output
     */
    public String export(String name) {
        return stack.export(name);
    }

    /** Returns the resources that the Pulumi program has registered. */
    public List<Resource> resources() {
        return stack.provider().resources();
    }

    /** Returns the environment variables of every function here, in addition to its own. */
    public Map<String, String> functionEnvironment() {
        return services.environment();
    }

    /** Returns the messages about batches that the stream trigger's mapping has given up. */
    public List<Queue.Message> onFailureMessages() {
        return stack.queues().all().stream().flatMap(queue -> queue.messages().stream()).toList();
    }

    public WebSocketGateway gateway() {
        return gateway;
    }

    /** Closes everything in the reverse order of its start. */
    @Override
    public void close() {
        closing.close();
    }
}
