package dev.tablecast.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.infrastructure.ProvisionedStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TablesTest {
    private static final String STREAM =
            "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders/stream/2026-11-22T19:49:00.000";

    @Test
    void theSourceTableStreamsBothImages() {
        assertThat(ProvisionedStack.byDefault().inputs("Table", "Items"))
                .containsEntry("billingMode", "PAY_PER_REQUEST")
                .containsEntry("streamEnabled", true)
                .containsEntry("streamViewType", "NEW_AND_OLD_IMAGES")
                .containsEntry("hashKey", "id")
                .containsEntry("attributes", List.of(Map.of("name", "id", "type", "S")))
                .containsEntry("serverSideEncryption", Map.of("enabled", true))
                .containsEntry("pointInTimeRecovery", Map.of("enabled", true))
                .doesNotContainKey("rangeKey");
    }

    @Test
    void recoveryIsAChoice() {
        assertThat(ProvisionedStack.with("pointInTimeRecovery", "false").inputs("Table", "Items"))
                .containsEntry("pointInTimeRecovery", Map.of("enabled", false));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tablesAreProtectedFromDeletionUnlessSomeoneChoseOtherwise(boolean chosen) {
        var stack =
                chosen
                        ? ProvisionedStack.byDefault()
                        : ProvisionedStack.with("deletionProtection", "false");

        for (String table : List.of("Items", "WebSocketManager", "ChangeLog")) {
            assertThat(stack.inputs("Table", table))
                    .containsEntry("deletionProtectionEnabled", chosen);
            assertThat(stack.options("Table", table).isProtect()).isEqualTo(chosen);
        }
        assertThat(stack.options("Table", "Items").isRetainOnDelete()).isEqualTo(chosen);
        assertThat(stack.options("Table", "WebSocketManager").isRetainOnDelete()).isFalse();
    }

    @Test
    void aTableThatExistsIsLeftAlone() {
        var stack = ProvisionedStack.with("sourceStreamArn", STREAM);

        assertThat(stack.resources())
                .filteredOn(resource -> resource.type().endsWith(":Table"))
                .extracting(ProvisionedStack.Registered::name)
                .containsExactlyInAnyOrder("WebSocketManager", "ChangeLog");
        assertThat(stack.inputs("EventSourceMapping", "stream-trigger"))
                .containsEntry("eventSourceArn", STREAM)
                .containsEntry("startingPosition", "LATEST");
        assertThat(stack.inputs("RolePolicy", "stream-trigger").get("policy"))
                .asString()
                .contains(
                        "\"dynamodb:GetShardIterator\"],\"Effect\":\"Allow\",\"Resource\":[\"%s\"]"
                                .formatted(STREAM));
        assertThat(stack.exports())
                .containsEntry("sourceTableName", "Orders")
                .containsEntry("sourceStreamArn", STREAM);
    }

    @Test
    void theSourceTableHasTheNameAndTheKeyThatWereChosen() {
        var stack =
                ProvisionedStack.with(
                        "sourceTableName",
                        "Orders",
                        "sourceHashKey",
                        "customer:S",
                        "sourceRangeKey",
                        "placed:N");

        assertThat(stack.inputs("Table", "Orders"))
                .containsEntry("hashKey", "customer")
                .containsEntry("rangeKey", "placed")
                .containsEntry(
                        "attributes",
                        List.of(
                                Map.of("name", "customer", "type", "S"),
                                Map.of("name", "placed", "type", "N")));
    }

    @Test
    void connectionsAreCountedOnlyWhereTheirNumberIsBounded() {
        assertThat(ProvisionedStack.byDefault().resources())
                .extracting(ProvisionedStack.Registered::name)
                .doesNotContain("ConnectionCounts");
        assertThat(
                        ProvisionedStack.with("maximumConnections", "5")
                                .inputs("Table", "ConnectionCounts"))
                .containsEntry("hashKey", "Counter")
                .containsEntry("billingMode", "PAY_PER_REQUEST")
                .containsEntry("serverSideEncryption", Map.of("enabled", true))
                .doesNotContainKey("ttl");
    }

    @Test
    void aConnectionThatNobodyForgetsExpires() {
        assertThat(ProvisionedStack.byDefault().inputs("Table", "WebSocketManager"))
                .containsEntry("billingMode", "PAY_PER_REQUEST")
                .containsEntry("hashKey", "ConnectionId")
                .containsEntry("attributes", List.of(Map.of("name", "ConnectionId", "type", "S")))
                .containsEntry("ttl", Map.of("attributeName", "ExpiresAt", "enabled", true))
                .containsEntry("serverSideEncryption", Map.of("enabled", true));
    }

    @Test
    void theLogIsKeyedByPartAndNumberAndForgetsByItself() {
        assertThat(ProvisionedStack.byDefault().inputs("Table", "ChangeLog"))
                .containsEntry("billingMode", "PAY_PER_REQUEST")
                .containsEntry("hashKey", "PK")
                .containsEntry("rangeKey", "SK")
                .containsEntry(
                        "attributes",
                        List.of(
                                Map.of("name", "PK", "type", "S"),
                                Map.of("name", "SK", "type", "S")))
                .containsEntry("ttl", Map.of("attributeName", "ExpiresAt", "enabled", true))
                .containsEntry("serverSideEncryption", Map.of("enabled", true))
                .doesNotContainKeys("streamEnabled", "globalSecondaryIndexes");
    }
}
