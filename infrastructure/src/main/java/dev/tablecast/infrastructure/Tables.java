package dev.tablecast.infrastructure;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.dynamodb.TableArgs;
import com.pulumi.aws.dynamodb.inputs.TableAttributeArgs;
import com.pulumi.aws.dynamodb.inputs.TableServerSideEncryptionArgs;
import com.pulumi.aws.dynamodb.inputs.TableTtlArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.tablecast.infrastructure.configuration.KeyAttribute;
import dev.tablecast.infrastructure.configuration.SourceTable;
import java.util.Map;

/** The table whose changes are broadcast, and the table of the connections that they go to. */
final class Tables extends ComponentResource {
    private final Table source;
    private final Table connections;

    Tables(SourceTable settings, StackName stack) {
        super("tablecast:infrastructure:Tables", "tables");
        var options = CustomResourceOptions.builder().parent(this).build();
        source = new Table(settings.name(), source(settings, stack), options);
        connections = new Table(SourceTable.CONNECTIONS_TABLE, connections(stack), options);
        registerOutputs(Map.of("source", source.name(), "connections", connections.name()));
    }

    Table source() {
        return source;
    }

    Table connections() {
        return connections;
    }

    private static TableArgs source(SourceTable settings, StackName stack) {
        var table =
                TableArgs.builder()
                        .billingMode("PAY_PER_REQUEST")
                        .attributes(
                                settings.key().stream()
                                        .map(key -> attribute(key.name(), key.type()))
                                        .toList())
                        .hashKey(settings.hashKey().name())
                        // A message may carry what an item was and what it became.
                        .streamEnabled(true)
                        .streamViewType("NEW_AND_OLD_IMAGES")
                        .tags(stack.tags());
        settings.rangeKey().ifPresent(key -> table.rangeKey(key.name()));
        return table.build();
    }

    private static TableArgs connections(StackName stack) {
        return TableArgs.builder()
                .billingMode("PAY_PER_REQUEST")
                .attributes(attribute("ConnectionId", KeyAttribute.Type.S))
                .hashKey("ConnectionId")
                // $disconnect is best effort: a row that it missed goes by itself.
                .ttl(TableTtlArgs.builder().attributeName("ExpiresAt").enabled(true).build())
                .serverSideEncryption(TableServerSideEncryptionArgs.builder().enabled(true).build())
                .tags(stack.tags())
                .build();
    }

    private static TableAttributeArgs attribute(String name, KeyAttribute.Type type) {
        return TableAttributeArgs.builder().name(name).type(type.name()).build();
    }
}
