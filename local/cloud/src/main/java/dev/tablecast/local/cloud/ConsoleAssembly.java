package dev.tablecast.local.cloud;

import dev.tablecast.functions.log.ChangeLog;
import dev.tablecast.functions.log.Head;
import dev.tablecast.functions.log.StoredViews;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.configuration.access.Auth;
import dev.tablecast.infrastructure.configuration.message.MessageFormat;
import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.local.cloud.console.FaultSwitch;
import dev.tablecast.local.cloud.console.GatewayConnections;
import dev.tablecast.local.cloud.console.RegisteredResources;
import dev.tablecast.local.cloud.gateway.WebSocketGateway;
import dev.tablecast.local.console.ConnectionLog;
import dev.tablecast.local.console.ConsoleHandler;
import dev.tablecast.local.console.ConsoleParts;
import dev.tablecast.local.console.DynamoDbConnectionRows;
import dev.tablecast.local.console.DynamoDbItems;
import dev.tablecast.local.console.Generator;
import dev.tablecast.local.console.LocalSystem;
import dev.tablecast.local.console.SourceTable;
import dev.tablecast.local.console.SourceTable.KeyAttribute;
import dev.tablecast.local.console.SourceTable.KeyType;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The assembly of the console for a stack and its gateway. */
record ConsoleAssembly(
        TablecastConfiguration configuration,
        Source.NewTable source,
        Services services,
        Stack stack,
        WebSocketGateway gateway) {

    /**
     * Assembles the console.
     *
     * @param closing gets the generator of load
     */
    ConsoleHandler assemble(FaultSwitch faultSwitch, ConnectionLog connectionLog, Closing closing) {
        var items = new DynamoDbItems(services.dynamoDbClient(), source.name());
        var generator =
                closing.on(
                        new Generator(
                                gateway::webSocketUri,
                                items,
                                sourceTable(),
                                faultSwitch,
                                new SecureRandom()));
        var connectionsTable = stack.export("connectionsTableName");
        return new ConsoleHandler(
                new ConsoleParts(
                        () -> true,
                        this::system,
                        items,
                        new GatewayConnections(() -> gateway),
                        connectionLog,
                        new DynamoDbConnectionRows(
                                services.dynamoDbClient(),
                                () -> connectionsTable,
                                this::storedViews),
                        services.stepFunctions(),
                        generator,
                        this::logHead,
                        new RegisteredResources(stack.provider()::provisioned)));
    }

    private Optional<Head> logHead() {
        return ChangeLog.forReading(services.dynamoDbClient(), logTable(), source.feed()).head();
    }

    /** Reads the contents of views from the log. */
    private Map<String, String> storedViews(Collection<String> ids) {
        return new StoredViews(services.dynamoDbClient(), logTable(), source.feed()).find(ids);
    }

    private String logTable() {
        return stack.export("changeLogTableName");
    }

    private LocalSystem system() {
        return new LocalSystem(
                gateway.webSocketUri(),
                services.dynamoDb().endpoint(),
                services.stepFunctions().endpoint(),
                sourceTable(),
                stack.export("connectionsTableName"),
                auth(),
                messageFormat(),
                gateway.connectionCount());
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
        return switch (configuration.auth()) {
            case Auth.None none -> "none";
            case Auth.Iam iam -> "iam";
            case Auth.Jwt jwt -> "jwt";
        };
    }

    private String messageFormat() {
        return switch (configuration.messageFormat()) {
            case MessageFormat.Json json -> "json";
            case MessageFormat.Text text -> "text";
        };
    }
}
