package dev.tablecast.infrastructure.table;

import com.pulumi.aws.dynamodb.DynamodbFunctions;
import com.pulumi.aws.dynamodb.inputs.GetTablePlainArgs;
import com.pulumi.aws.dynamodb.outputs.GetTableAttribute;
import com.pulumi.aws.dynamodb.outputs.GetTableResult;
import com.pulumi.deployment.InvokeOptions;
import dev.tablecast.infrastructure.configuration.table.KeyAttribute;
import dev.tablecast.infrastructure.configuration.table.TableDescription;
import dev.tablecast.infrastructure.configuration.table.TableLookup;
import dev.tablecast.infrastructure.configuration.table.TableLookupException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables as the provider finds them.
 *
 * @param options select the provider
 */
public record ProviderTables(InvokeOptions options) implements TableLookup {

    @Override
    public TableDescription describe(String name) {
        try {
            return description(
                    DynamodbFunctions.getTablePlain(
                                    GetTablePlainArgs.builder().name(name).build(), options)
                            .join());
        } catch (CompletionException e) {
            throw new TableLookupException(String.valueOf(e.getCause().getMessage()), e);
        }
    }

    private static TableDescription description(GetTableResult table) {
        boolean hasStream = Boolean.TRUE.equals(table.streamEnabled());
        return new TableDescription(
                key(table),
                present(table.streamArn()).filter(arn -> hasStream),
                present(table.streamViewType()).filter(type -> hasStream),
                Optional.ofNullable(table.serverSideEncryption())
                        .flatMap(encryption -> present(encryption.kmsKeyArn())));
    }

    private static List<KeyAttribute> key(GetTableResult table) {
        var types =
                table.attributes().stream()
                        .collect(
                                Collectors.toMap(
                                        GetTableAttribute::name,
                                        attribute -> KeyAttribute.Type.valueOf(attribute.type())));
        return Stream.of(present(table.hashKey()), present(table.rangeKey()))
                .flatMap(Optional::stream)
                .map(name -> new KeyAttribute(name, types.get(name)))
                .toList();
    }

    /** Treats "" as missing, as the provider does. */
    private static Optional<String> present(String text) {
        return Optional.ofNullable(text).filter(some -> !some.isEmpty());
    }
}
