package dev.tablecast.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.deployment.InvokeOptions;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import dev.tablecast.infrastructure.configuration.table.KeyAttribute;
import dev.tablecast.infrastructure.configuration.table.TableDescription;
import dev.tablecast.infrastructure.configuration.table.TableLookupException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProviderTablesTest {
    private static final String STREAM =
            "arn:aws:dynamodb:us-east-1:123456789012:table/Orders/stream/2026-11-22T19:49:00.000";
    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d";

    @Test
    void streamKeyAndEncryptionAreWhatTheProviderSays() {
        var answer = plain();
        answer.put("rangeKey", "placed");
        answer.put("streamEnabled", true);
        answer.put("streamArn", STREAM);
        answer.put("streamViewType", "NEW_IMAGE");
        answer.put("serverSideEncryption", Map.of("enabled", true, "kmsKeyArn", KEY));

        assertThat(describe(answer))
                .isEqualTo(
                        new TableDescription(
                                List.of(
                                        new KeyAttribute("customer", KeyAttribute.Type.S),
                                        new KeyAttribute("placed", KeyAttribute.Type.N)),
                                Optional.of(STREAM),
                                Optional.of("NEW_IMAGE"),
                                Optional.of(KEY)));
    }

    /** DynamoDB names the last stream of a table even after it was turned off. */
    @Test
    void aStreamThatIsOffIsNone() {
        var answer = plain();
        answer.put("streamEnabled", false);
        answer.put("streamArn", STREAM);
        answer.put("streamViewType", "");

        assertThat(describe(answer))
                .isEqualTo(
                        new TableDescription(
                                List.of(new KeyAttribute("customer", KeyAttribute.Type.S)),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void whatTheProviderSaysOfATableThatIsNotThereIsPassedOn() {
        assertThatThrownBy(() -> describe(Map.of()))
                .isInstanceOf(TableLookupException.class)
                .hasMessageContaining("couldn't find resource");
    }

    private static Map<String, Object> plain() {
        return new HashMap<>(
                Map.of(
                        "id",
                        "Orders",
                        "name",
                        "Orders",
                        "arn",
                        "arn:aws:dynamodb:us-east-1:123456789012:table/Orders",
                        "hashKey",
                        "customer",
                        "attributes",
                        List.of(
                                Map.of("name", "customer", "type", "S"),
                                Map.of("name", "placed", "type", "N"))));
    }

    private static TableDescription describe(Map<String, Object> answer) {
        var found = new AtomicReference<TableDescription>();
        var failure = new AtomicReference<TableLookupException>();
        try {
            PulumiTest.withMocks(provider(answer))
                    .runTest(
                            context -> {
                                try {
                                    found.set(
                                            new ProviderTables(InvokeOptions.Empty)
                                                    .describe("Orders"));
                                } catch (TableLookupException e) {
                                    failure.set(e);
                                }
                            })
                    .throwOnError();
        } finally {
            PulumiTest.cleanup();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        return found.get();
    }

    private static Mocks provider(Map<String, Object> answer) {
        return new Mocks() {
            @Override
            public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
                throw new IllegalStateException("nothing is made");
            }

            @Override
            public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
                assertThat(args.token).isEqualTo("aws:dynamodb/getTable:getTable");
                assertThat(args.args.get("name")).isEqualTo("Orders");
                return answer.isEmpty()
                        ? CompletableFuture.failedFuture(
                                new IllegalStateException("couldn't find resource"))
                        : CompletableFuture.completedFuture(answer);
            }
        };
    }
}
