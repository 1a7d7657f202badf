package dev.tablecast.infrastructure.table;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.dynamodb.TableArgs;
import com.pulumi.aws.dynamodb.inputs.TableAttributeArgs;
import com.pulumi.aws.dynamodb.inputs.TablePointInTimeRecoveryArgs;
import com.pulumi.aws.dynamodb.inputs.TableServerSideEncryptionArgs;
import com.pulumi.aws.dynamodb.inputs.TableTtlArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.tablecast.infrastructure.configuration.access.ConnectionBounds;
import dev.tablecast.infrastructure.configuration.table.KeyAttribute;
import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.infrastructure.stack.Fingerprint;
import dev.tablecast.infrastructure.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table whose changes are broadcast, the log of these changes, and the table of the connections
 * that they go to.
 */
public final class Tables extends ComponentResource {
    private final SourceStream source;
    private final Table connections;
    private final Optional<ConnectionCounts> counts;
    private final Table changeLog;

    public Tables(Source source, ConnectionBounds bounds, boolean deletionProtection, Stack stack) {
        super("tablecast:infrastructure:Tables", stack.logical("tables"), stack.parent());
        this.source = stream(source, deletionProtection, stack);
        connections =
                table(Source.CONNECTIONS_TABLE, connections(stack), deletionProtection, stack);
        counts =
                bounds.exist()
                        ? Optional.of(new ConnectionCounts(bounds, counts(stack)))
                        : Optional.empty();
        changeLog = table(Source.CHANGE_LOG_TABLE, changeLog(stack), deletionProtection, stack);
        registerOutputs(
                Map.of(
                        "source",
                        this.source.table(),
                        "connections",
                        connections.name(),
                        "changeLog",
                        changeLog.name()));
    }

    public SourceStream source() {
        return source;
    }

    public Table connections() {
        return connections;
    }

    /** Returns the counters of connections; empty if their number isn't bounded. */
    public Optional<ConnectionCounts> counts() {
        return counts;
    }

    /** Returns the feed's numbered log. */
    public Table changeLog() {
        return changeLog;
    }

    private Table table(
            String name, TableArgs.Builder args, boolean deletionProtection, Stack stack) {
        return new Table(
                stack.logical(name),
                args.deletionProtectionEnabled(deletionProtection).build(),
                CustomResourceOptions.builder().parent(this).protect(deletionProtection).build());
    }

    /**
     * Makes the table of counts, which isn't protected from deletion because every sweep could fill
     * it again.
     */
    private Table counts(Stack stack) {
        return new Table(
                stack.logical(Source.CONNECTION_COUNTS_TABLE),
                encrypted(stack.of(Source.CONNECTION_COUNTS_TABLE), stack)
                        .attributes(attribute("Counter", KeyAttribute.Type.S))
                        .hashKey("Counter")
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
    }

    private SourceStream stream(Source source, boolean deletionProtection, Stack stack) {
        if (source instanceof Source.ExistingStream existing) {
            return new SourceStream(
                    Output.of(existing.tableName()),
                    Output.of(existing.streamArn()),
                    SourceStream.FROM_NOW_ON,
                    Output.of(existing.kmsKeyArn().stream().toList()));
        }
        if (source instanceof Source.GivenTable given) {
            return SourceStream.of(given);
        }
        var settings = (Source.NewTable) source;
        var table =
                new Table(
                        stack.logical(settings.name()),
                        source(settings, stack)
                                .deletionProtectionEnabled(deletionProtection)
                                .build(),
                        CustomResourceOptions.builder()
                                .parent(this)
                                .protect(deletionProtection)
                                // Who takes the protection away by force still keeps the data.
                                .retainOnDelete(deletionProtection)
                                .build());
        return new SourceStream(
                table.name(),
                table.streamArn(),
                SourceStream.FROM_THE_BEGINNING,
                Output.of(List.of()));
    }

    private static TableArgs.Builder source(Source.NewTable settings, Stack stack) {
        var table =
                encrypted(sourceName(settings, stack), stack)
                        .attributes(
                                settings.key().stream()
                                        .map(key -> attribute(key.name(), key.type()))
                                        .toList())
                        .hashKey(settings.hashKey().name())
                        // A message may carry what an item was and what it became.
                        .streamEnabled(true)
                        .streamViewType("NEW_AND_OLD_IMAGES")
                        .pointInTimeRecovery(
                                TablePointInTimeRecoveryArgs.builder()
                                        .enabled(settings.pointInTimeRecovery())
                                        .build());
        settings.rangeKey().ifPresent(key -> table.rangeKey(key.name()));
        return table;
    }

    /**
     * Returns a name that contains the key, because a table with another key is created before this
     * one is deleted.
     */
    private static String sourceName(Source.NewTable settings, Stack stack) {
        return stack.of(settings.name()) + "-" + Fingerprint.of(settings.key().toString());
    }

    private static TableArgs.Builder connections(Stack stack) {
        return encrypted(stack.of(Source.CONNECTIONS_TABLE), stack)
                .attributes(attribute("ConnectionId", KeyAttribute.Type.S))
                .hashKey("ConnectionId")
                // $disconnect is best effort: a row that everything has missed goes by itself, a
                // day
                // after its connection could be open.
                .ttl(TableTtlArgs.builder().attributeName("ExpiresAt").enabled(true).build());
    }

    private static TableArgs.Builder changeLog(Stack stack) {
        return encrypted(stack.of(Source.CHANGE_LOG_TABLE), stack)
                .attributes(
                        attribute("PK", KeyAttribute.Type.S), attribute("SK", KeyAttribute.Type.S))
                .hashKey("PK")
                .rangeKey("SK")
                .ttl(TableTtlArgs.builder().attributeName("ExpiresAt").enabled(true).build());
    }

    /** Starts a table with on-demand capacity, encrypted with a key whose uses CloudTrail shows. */
    private static TableArgs.Builder encrypted(String name, Stack stack) {
        var encryption = TableServerSideEncryptionArgs.builder().enabled(true);
        stack.governance().kmsKeyArn().ifPresent(encryption::kmsKeyArn);
        var table =
                TableArgs.builder()
                        .name(name)
                        .billingMode("PAY_PER_REQUEST")
                        .serverSideEncryption(encryption.build())
                        .tags(stack.tags());
        return table;
    }

    private static TableAttributeArgs attribute(String name, KeyAttribute.Type type) {
        return TableAttributeArgs.builder().name(name).type(type.name()).build();
    }
}
