package dev.tablecast.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TablesTest {

    @Test
    void theSourceTableStreamsBothImages() {
        assertThat(ProvisionedStack.byDefault().inputs("Table", "Items"))
                .containsEntry("billingMode", "PAY_PER_REQUEST")
                .containsEntry("streamEnabled", true)
                .containsEntry("streamViewType", "NEW_AND_OLD_IMAGES")
                .containsEntry("hashKey", "id")
                .containsEntry("attributes", List.of(Map.of("name", "id", "type", "S")))
                .doesNotContainKey("rangeKey");
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
    void aConnectionThatNobodyForgetsExpires() {
        assertThat(ProvisionedStack.byDefault().inputs("Table", "WebSocketManager"))
                .containsEntry("billingMode", "PAY_PER_REQUEST")
                .containsEntry("hashKey", "ConnectionId")
                .containsEntry("attributes", List.of(Map.of("name", "ConnectionId", "type", "S")))
                .containsEntry("ttl", Map.of("attributeName", "ExpiresAt", "enabled", true))
                .containsEntry("serverSideEncryption", Map.of("enabled", true));
    }
}
